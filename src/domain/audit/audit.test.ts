import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actorOf, changedFields, soundDetails, unfitDetails, withPlainIds } from './audit.ts';

const ID = '0197a000-0000-7000-8000-000000000001';

test('an actor is the computer, a person of that very organisation, or a visitor', () => {
  assert.deepEqual(actorOf({ kind: 'computer' }, ID), { kind: 'computer' });
  assert.deepEqual(actorOf({ kind: 'nobody' }, ID), { kind: 'visitor' });
  const member = {
    kind: 'member',
    account: 'a',
    memberships: [{ organisation: ID, person: 'p', roles: [] }],
  } as const;
  assert.deepEqual(actorOf(member, ID), { kind: 'member', person: 'p' });
  assert.deepEqual(actorOf(member, 'another'), { kind: 'visitor' });
});

test('details are ids, figures, instants and known words; anything else is named as unfit', () => {
  const fit = {
    people: [ID],
    sessions: 7,
    start: '2026-12-08T09:00:00.5+01:00',
    fields: ['email'],
    event: 'late',
  };
  assert.deepEqual(unfitDetails(fit), []);
  const unfit = {
    people: ['Ada Brandt'],
    applications: ID,
    sessions: 1.5,
    start: 'Tuesday',
    fields: ['ada@example.org'],
    event: 'Ada is ill',
    note: 'Ada',
    constructor: 1,
  };
  assert.deepEqual(unfitDetails(unfit), Object.keys(unfit));
});

test('of details that somebody altered what can be understood is shown', () => {
  assert.deepEqual(soundDetails({ sessions: 7, people: 'x', __proto__: { modules: 3 } }), { sessions: 7 });
  for (const stored of [null, 7, 'text', [], [1]]) assert.deepEqual(soundDetails(stored), {});
});

test('ids are written in small letters, as the database gives them back', () => {
  const entry = { organisation: ID.toUpperCase(), action: 'person-added', id: ID.toUpperCase() } as const;
  const plain = withPlainIds({
    ...entry,
    details: { people: [ID.toUpperCase()], start: '2026-12-08T09:00Z' },
  });
  assert.deepEqual(plain, {
    organisation: ID,
    action: 'person-added',
    id: ID,
    details: { people: [ID], start: '2026-12-08T09:00Z' },
  });
});

test('fields differ by what they hold, not by the order in which it is written', () => {
  const before = { name: 'Ada', pools: ['a', 'b'], works: [{ to: '17:00', days: ['mon'], from: '09:00' }] };
  const after = { pools: ['b', 'a'], works: [{ days: ['mon'], from: '09:00', to: '17:00' }] };
  assert.deepEqual(changedFields(before, { ...after, name: 'Ada' }), []);
  assert.deepEqual(changedFields(before, { ...after, name: 'Eve', pools: [] }), ['name', 'pools']);
  assert.deepEqual(changedFields(before, { ...after, name: 'Ada', title: 'Engineer' }), ['title']);
  assert.deepEqual(changedFields({ ...before, title: 'x' }, { ...after, name: 'Ada' }), ['title']);
});
