import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import {
  mayTake,
  progressOf,
  trainingWithout,
  USUAL_PATH,
  type Trainee,
  type TrainingRole,
  type TrainingSession,
} from './training.ts';

const NOW = '2026-12-07T12:00:00Z';
const PAST = '2026-12-01T10:00:00Z';
const AHEAD = '2026-12-20T10:00:00Z';

function held(role: TrainingRole, end: string, loop = 'l'): TrainingSession {
  return { session: `${role} ${end} ${loop}`, role, start: end, end, loops: [loop] };
}

function trainee(...sessions: readonly TrainingSession[]): Trainee {
  return {
    person: 'kim',
    pool: 'Design',
    path: USUAL_PATH,
    before: { shadow: 0, reverseShadow: 0 },
    sessions,
  };
}

it('goes from watching to leading while watched to ready, by sessions that have ended', () => {
  const stages = [
    trainee(),
    trainee(held('shadow', PAST)),
    trainee(held('shadow', PAST), held('shadow', AHEAD)),
    trainee(held('shadow', PAST), held('shadow', PAST)),
    trainee(held('shadow', PAST), held('shadow', PAST), held('reverse_shadow', PAST)),
  ].map((one) => progressOf(one, NOW).stage);
  assert.deepEqual(stages, ['shadow', 'shadow', 'shadow', 'reverse_shadow', 'ready']);
});

it('counts a session at the very moment it ends, and not before', () => {
  const one = trainee(held('shadow', NOW));
  assert.equal(progressOf(one, NOW).held.shadow, 1);
  assert.equal(progressOf(one, '2026-12-07T11:59:59Z').held.shadow, 0);
});

it('counts what was held before it was counted here', () => {
  const one = { ...trainee(), before: { shadow: 2, reverseShadow: 1 } };
  assert.equal(progressOf(one, NOW).stage, 'ready');
});

it('gives no shadow seat beyond those that are planned already', () => {
  assert.equal(mayTake('shadow', trainee(held('shadow', PAST)), NOW), true);
  assert.equal(mayTake('shadow', trainee(held('shadow', PAST), held('shadow', AHEAD)), NOW), false);
});

it('forgets what is to come of a loop, and keeps what was held of it', () => {
  const one = trainee(held('shadow', PAST), held('shadow', AHEAD), held('shadow', AHEAD, 'other'));
  const [left] = trainingWithout([one], 'l', NOW);
  assert.deepEqual(left?.sessions, [one.sessions[0], one.sessions[2]]);
});

const sessions = fc.array(
  fc
    .record({
      role: fc.constantFrom<TrainingRole>('shadow', 'reverse_shadow'),
      end: fc.constantFrom(PAST, AHEAD),
    })
    .map(({ role, end }) => held(role, end)),
  { maxLength: 8 },
);
const steps = fc.record({ shadow: fc.nat(4), reverseShadow: fc.nat(3) });
const trainees = fc
  .record({ path: steps, before: steps, sessions })
  .map((some): Trainee => ({ person: 'kim', pool: 'Design', ...some }));

it('never takes a step back by holding one more session', () => {
  const order = ['shadow', 'reverse_shadow', 'ready'];
  fc.assert(
    fc.property(trainees, fc.constantFrom<TrainingRole>('shadow', 'reverse_shadow'), (one, role) => {
      const more = { ...one, sessions: [...one.sessions, held(role, PAST)] };
      const [before, after] = [progressOf(one, NOW), progressOf(more, NOW)];
      assert.ok(order.indexOf(after.stage) >= order.indexOf(before.stage));
    }),
  );
});

it('never lets anybody lead while watched who has watched too little, nor watch who has watched enough', () => {
  fc.assert(
    fc.property(trainees, (one) => {
      const { held: done, toCome } = progressOf(one, NOW);
      if (mayTake('reverse_shadow', one, NOW)) assert.ok(done.shadow >= one.path.shadow);
      if (mayTake('shadow', one, NOW)) assert.ok(done.shadow + toCome.shadow < one.path.shadow);
    }),
  );
});
