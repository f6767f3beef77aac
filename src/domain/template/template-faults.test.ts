import { test } from 'node:test';
import assert from 'node:assert/strict';
import { faultLine } from '#domain/fault.ts';
import type { InterviewModule, LoopTemplate } from './loop-template.ts';
import { joinedFaults, templateFaults } from './template-faults.ts';

const talk: InterviewModule = {
  id: 'talk',
  title: 'Talk',
  kind: 'individual',
  minutes: 45,
  seats: [{ pool: 'engineers' }],
};

const templateOf = (...modules: InterviewModule[]): LoopTemplate => ({
  modules,
  hours: { from: '09:00', to: '17:00' },
  weekdays: ['mon'],
});

test('a template in order has no faults, whoever its seats name', () => {
  const panel: InterviewModule = { ...talk, id: 'panel', seats: [{ people: ['ada'] }], after: ['talk'] };
  assert.deepEqual(templateFaults(templateOf(talk, { ...panel, room: { oneOf: ['blue'] } })), []);
});

test('a circle in the order is refused by the names of its modules', () => {
  const faults = templateFaults(
    templateOf({ ...talk, after: ['lunch'] }, { ...talk, id: 'lunch', after: ['talk'] }),
  );
  assert.equal(faults.length, 1);
  assert.match(faults.map(faultLine).join(), /modules\[0\]\.after: found "talk" after "lunch" after "talk"/);
});

test('an order that names no module, and an id that stands twice, are told in the template', () => {
  const faults = templateFaults(templateOf(talk, { ...talk, after: ['lunch'] }));
  assert.deepEqual(faults.map((fault) => fault.place).toSorted(), ['modules[1].after[0]', 'modules[1].id']);
});

test('together with people, a pool that nobody bears is a fault of the template', () => {
  const faults = joinedFaults(templateOf(talk), {
    timeZone: 'Europe/Berlin',
    days: ['2026-12-07'],
    people: [{ id: 'ada' }, { id: 'ada' }],
    pools: {},
    rooms: [],
    walking: [],
    candidates: [],
  });
  assert.deepEqual(
    faults.template.map(({ place }) => place),
    ['modules[0].seats[0].pool'],
  );
  assert.deepEqual(
    faults.around.map(({ place }) => place),
    ['people[1].id'],
  );
});
