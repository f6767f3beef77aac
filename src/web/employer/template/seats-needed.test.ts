import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoopTemplate } from '#domain/template/loop-template.ts';
import { seatsNeeded } from './seats-needed.ts';

const session = { kind: 'panel', minutes: 30 } as const;
const template: LoopTemplate = {
  modules: [
    { ...session, id: 'a', title: 'Panel', seats: [{ pool: 'Engineers' }, { pool: 'Hosts' }] },
    { ...session, id: 'b', title: 'Talk', seats: [{ people: ['ada', 'bo'] }, { pool: 'Hosts' }] },
    { ...session, id: 'c', title: 'Debrief', seats: [{ everyone: true }, { people: ['ada'] }] },
  ],
  hours: { from: '09:00', to: '17:00' },
  weekdays: ['mon'],
};

test('names the pools with nobody in them, and the sessions whose people are gone', () => {
  const pools = [
    { name: 'Engineers', people: ['ada'] },
    { name: 'Hosts', people: [] },
  ];
  const needed = seatsNeeded(template, { people: [{ id: 'ada' }], pools });
  assert.deepEqual(needed.pools, ['Hosts']);
  assert.deepEqual(
    needed.gone.map((module) => module.title),
    ['Talk'],
  );
});
