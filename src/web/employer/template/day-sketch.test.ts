import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InterviewModule, LoopTemplate } from '#domain/template/loop-template.ts';
import { sketchOfDay } from './day-sketch.ts';

const module = (id: string, minutes: number, more: Partial<InterviewModule> = {}): InterviewModule => ({
  id,
  title: id,
  kind: 'individual',
  minutes,
  seats: [],
  ...more,
});
const template = (modules: readonly InterviewModule[], gap = 0): LoopTemplate => ({
  modules,
  hours: { from: '09:00', to: '17:00' },
  weekdays: ['mon'],
  gap: { min: gap },
});
const shown = (of: LoopTemplate): string[] =>
  sketchOfDay(of).sessions.map((session) => `${session.id} ${session.start / 60}`);

test('lays sessions one after the other, with the gap between them', () => {
  assert.deepEqual(shown(template([module('a', 60), module('b', 30)], 30)), ['a 9', 'b 10.5']);
});

test('waits for a window', () => {
  const lunch = module('lunch', 60, { window: { from: '12:00', to: '14:00' } });
  assert.deepEqual(shown(template([module('a', 60), lunch, module('b', 60)])), ['a 9', 'lunch 12', 'b 13']);
});

test('puts first first, last last, and each after what it follows', () => {
  const modules = [
    module('end', 60, { last: true }),
    module('b', 60, { after: ['c'] }),
    module('c', 60),
    module('hello', 60, { first: true }),
  ];
  assert.deepEqual(shown(template(modules)), ['hello 9', 'c 10', 'b 11', 'end 12']);
});

test('comes to an end where sessions wait for each other in a circle', () => {
  const circle = [module('a', 60, { after: ['b'] }), module('b', 60, { after: ['a'] })];
  assert.equal(sketchOfDay(template(circle)).sessions.length, 2);
  assert.equal(sketchOfDay(template(circle)).minutes, 120);
});
