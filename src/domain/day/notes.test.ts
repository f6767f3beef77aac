import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { KINDS, ROLES, type Kind, type Role } from '#domain/planning/loop-problem.ts';
import { needsToldTo, notesFor, notesForPlanners, readersOf, type NotedSession } from './notes.ts';

const NEEDS = { access: 'No stairs', diet: 'Vegan', remark: 'Brings a dog' };
const NOTES = { arrival: 'Main gate', badge: 'At the gate' };

function session(kind: Kind, evaluated: boolean, people: Readonly<Record<string, Role>>): NotedSession {
  return { kind, evaluated, people: Object.entries(people).map(([id, role]) => ({ id, name: id, role })) };
}

const DAY = [
  session('individual', false, { gil: 'greeter' }),
  session('individual', true, { ada: 'lead' }),
  session('meal', false, { hal: 'host' }),
  session('debrief', true, { gil: 'panelist', ada: 'panelist', hal: 'panelist' }),
];

test('whoever greets is told of arriving, badges and access; whoever hosts the meal of diet and access; nobody of remarks', () => {
  const of = (person: string): string[] =>
    notesFor(person, { sessions: DAY, notes: NOTES, needs: NEEDS }).map(({ about }) => about);
  assert.deepEqual(of('gil'), ['arrival', 'badge', 'access']);
  assert.deepEqual(of('hal'), ['access', 'diet']);
  assert.deepEqual(of('ada'), []);
});

test('who plans sees all, with who is told each', () => {
  const all = notesForPlanners({ sessions: DAY, notes: NOTES, needs: NEEDS });
  assert.deepEqual(
    all.map(({ about, to, nobody }) => [about, to, nobody]),
    [
      ['arrival', ['gil'], undefined],
      ['badge', ['gil'], undefined],
      ['access', ['gil', 'hal'], undefined],
      ['diet', ['hal'], undefined],
      ['remark', [], undefined],
    ],
  );
});

test('where the host scores elsewhere nobody at the meal may be told, and who plans is told that', () => {
  const sessions = [...DAY, session('panel', true, { hal: 'panelist' })];
  assert.deepEqual(readersOf('diet', sessions), []);
  const diet = notesForPlanners({ sessions, notes: {}, needs: NEEDS }).find(({ about }) => about === 'diet');
  assert.deepEqual([diet?.to, diet?.nobody], [[], true]);
});

test('a meal that is evaluated makes its host a scorer', () => {
  assert.deepEqual(readersOf('diet', [session('meal', true, { hal: 'host' })]), []);
});

const ANY_SESSION = fc.record({
  kind: fc.constantFrom(...KINDS),
  evaluated: fc.boolean(),
  people: fc.uniqueArray(
    fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), role: fc.constantFrom(...ROLES) }),
    { selector: ({ id }) => id, maxLength: 4 },
  ),
});

test('nobody with a scoring seat is among the readers of what a candidate needs, in whatever loop', () => {
  fc.assert(
    fc.property(fc.array(ANY_SESSION, { maxLength: 8 }), (drawn) => {
      const sessions = drawn.map(({ people, ...rest }) => ({
        ...rest,
        people: people.map((one) => ({ ...one, name: one.id })),
      }));
      // Written without a look at the rule: a seat in anything with the candidate that counts.
      const scores = (person: string): boolean =>
        sessions.some(
          ({ kind, evaluated, people }) =>
            evaluated && kind !== 'debrief' && people.some(({ id }) => id === person),
        );
      const planners = notesForPlanners({ sessions, notes: NOTES, needs: NEEDS });
      for (const person of ['a', 'b', 'c', 'd']) {
        if (!scores(person)) continue;
        assert.deepEqual(needsToldTo(person, sessions, NEEDS), {});
        const told = notesFor(person, { sessions, notes: NOTES, needs: NEEDS });
        assert.ok(told.every(({ about }) => about === 'arrival' || about === 'badge'));
        for (const { about, to } of planners) {
          if (about === 'access' || about === 'diet' || about === 'remark') assert.ok(!to?.includes(person));
        }
      }
      for (const need of ['access', 'diet'] as const) {
        const seats = sessions.flatMap((one) =>
          one.people.filter(
            ({ role }) =>
              (need === 'access' && role === 'greeter') || (one.kind === 'meal' && role === 'host'),
          ),
        );
        const expected = [...new Set(seats.map(({ id }) => id))].filter((id) => !scores(id));
        assert.deepEqual(
          readersOf(need, sessions)
            .map(({ id }) => id)
            .toSorted(),
          expected.toSorted(),
        );
      }
    }),
    { numRuns: 1000 },
  );
});
