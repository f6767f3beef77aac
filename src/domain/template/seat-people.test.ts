import assert from 'node:assert/strict';
import { it } from 'node:test';
import fc from 'fast-check';
import { ROLES } from '#domain/planning/loop-problem.ts';
import type { TemplateSeat } from './loop-template.ts';
import { BLANK_TEMPLATE } from '#domain/organisation/opening.ts';
import { eligible, qualifiedOf, withSeatPeople } from './seat-people.ts';
import { isTrainingRole, USUAL_PATH, type Trainee } from '#domain/people/training.ts';

const NOW = '2026-12-07T12:00:00Z';

function person(id: string): Parameters<typeof eligible>[2]['people'][number] {
  return { id, name: id, version: 1, feedToken: '', timeZone: 'UTC', works: [], calendars: [], pools: [] };
}

function learner(id: string, shadow: number): Trainee {
  const before = { shadow, reverseShadow: 0 };
  return { person: id, pool: 'Design', path: USUAL_PATH, before, sessions: [] };
}

const FACTS = {
  people: ['ada', 'bob', 'new', 'old'].map(person),
  pools: new Map([['Design', ['ada', 'bob', 'new', 'old']]]),
  trainees: [learner('new', 0), learner('old', 2)],
  now: NOW,
};
const LEAD: TemplateSeat = { pool: 'Design', role: 'lead' };
const who = (seat: TemplateSeat, beside: readonly TemplateSeat[] = [LEAD]): string[] =>
  eligible(seat, { seats: [...beside, seat] }, FACTS);

it('seats qualified people where somebody leads, judges, hosts or observes', () => {
  for (const role of ROLES.filter((one) => !isTrainingRole(one))) {
    assert.deepEqual(who({ pool: 'Design', role }), ['ada', 'bob'], role);
  }
  assert.deepEqual(who({ pool: 'Design' }), ['ada', 'bob']);
});

it('seats those who still have to watch in a shadow seat', () => {
  assert.deepEqual(who({ pool: 'Design', role: 'shadow' }), ['new']);
});

it('seats those who have watched enough in a reverse shadow seat, beside somebody qualified alone', () => {
  const seat: TemplateSeat = { pool: 'Design', role: 'reverse_shadow' };
  assert.deepEqual(who(seat), ['old']);
  assert.deepEqual(who(seat, []), []);
  assert.deepEqual(who(seat, [{ ...LEAD, optional: true }]), []);
  assert.deepEqual(who(seat, [{ pool: 'Other', role: 'lead' }]), []);
});

it('lets anybody of the pool take a seat to learn in where the template says so', () => {
  const all = ['ada', 'bob', 'new', 'old'];
  assert.deepEqual(who({ pool: 'Design', role: 'shadow', anyone: true }), all);
});

it('asks nothing of people who are named, and leaves out who has left', () => {
  assert.deepEqual(who({ people: ['new', 'gone'], role: 'lead' }), ['new']);
});

it('writes a template whose pools hold the qualified alone, and whose seats to learn in name people', () => {
  const seats: readonly TemplateSeat[] = [
    LEAD,
    { pool: 'Design', role: 'shadow', optional: true },
    { pool: 'Quiet', role: 'shadow', anyone: true },
  ];
  const module = { id: 'm', title: 'M', kind: 'panel', minutes: 30, seats } as const;
  const asked = withSeatPeople({ ...BLANK_TEMPLATE, modules: [module] }, FACTS);
  assert.deepEqual(asked.modules[0]?.seats, [
    LEAD,
    { role: 'shadow', optional: true, people: ['new'] },
    { pool: 'Quiet', role: 'shadow' },
  ]);
  assert.deepEqual(qualifiedOf('Design', FACTS), ['ada', 'bob']);
});

it('never puts anybody in training where somebody qualified belongs, and the other way round', () => {
  const seat = fc.record({
    role: fc.constantFrom(...ROLES),
    optional: fc.boolean(),
    count: fc.integer({ min: 1, max: 3 }),
  });
  const trainees: fc.Arbitrary<string[]> = fc.uniqueArray(fc.constantFrom('ada', 'bob', 'new', 'old'));
  fc.assert(
    fc.property(fc.array(seat, { minLength: 1, maxLength: 4 }), trainees, fc.nat(3), (some, ids, shadow) => {
      const facts = { ...FACTS, trainees: ids.map((id) => learner(id, shadow)) };
      const seats = some.map((one): TemplateSeat => ({ pool: 'Design', ...one }));
      for (const one of seats) {
        const able = eligible(one, { seats }, facts);
        assert.ok(able.every((id) => ids.includes(id) === isTrainingRole(one.role)));
      }
    }),
  );
});
