import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultLine } from '#domain/fault.ts';
import type { InterviewModule, LoopTemplate } from './loop-template.ts';
import { contradictionFaults } from './template-contradictions.ts';

const talk: InterviewModule = { id: 'talk', title: 'Talk', kind: 'individual', minutes: 45, seats: [] };
const lunch: InterviewModule = { ...talk, id: 'lunch', kind: 'meal' };
const debrief: InterviewModule = { ...talk, id: 'debrief', kind: 'debrief' };

function linesOf(modules: readonly InterviewModule[], rules: Partial<LoopTemplate> = {}): string[] {
  const hours = { from: '09:00', to: '17:00' };
  return contradictionFaults({ modules, hours, weekdays: ['mon'], ...rules }).map(faultLine);
}

test('rules that a day can keep are no contradiction', () => {
  const lines = linesOf(
    [
      { ...talk, first: true },
      { ...lunch, window: { from: '08:00', to: '09:45' }, after: ['talk'] },
      { ...talk, id: 'end', last: true, minutes: 8 * 60 },
      { ...debrief, after: ['end'] },
    ],
    { gap: { min: 10, max: 10 } },
  );
  assert.deepEqual(lines, []);
  assert.deepEqual(linesOf([{ ...talk, first: true, last: true }, debrief]), []);
});

const WRONG: readonly [string, readonly InterviewModule[], Partial<LoopTemplate>, string][] = [
  [
    'two that come first',
    [
      { ...talk, first: true },
      { ...lunch, first: true },
    ],
    {},
    'modules[1].first: found true, expected one module that comes first, and "talk" (modules[0]) does already. Let one of the two not come first.',
  ],
  [
    'two that come last',
    [
      { ...talk, last: true },
      { ...lunch, last: true },
    ],
    {},
    'modules[1].last: found true, expected one module that comes last, and "talk" (modules[0]) does already. Let one of the two not come last.',
  ],
  [
    'one that comes first and last beside another',
    [{ ...talk, first: true, last: true }, lunch],
    {},
    'modules[0].first: found true, expected a module that comes first or last, but not both while there are others. Let it not come first, or not last.',
  ],
  [
    'a debrief that comes first',
    [talk, { ...debrief, first: true }],
    {},
    'modules[1].first: found true, expected no debrief to come first, because it is held when all else has ended. Let it not come first.',
  ],
  [
    'one that comes first and waits',
    [talk, { ...lunch, first: true, after: ['talk'] }],
    {},
    'modules[1].after: found a list of 1, expected nothing to wait for in a module that comes first. Let it come first, or after others.',
  ],
  [
    'one that follows the last',
    [
      { ...talk, last: true },
      { ...lunch, after: ['talk'] },
    ],
    {},
    'modules[1].after[0]: found "talk", expected a module that others may follow, while this one comes last. Let this one not come after it.',
  ],
  [
    'one that follows the debrief',
    [debrief, { ...talk, after: ['debrief'] }],
    {},
    'modules[1].after[0]: found "debrief", expected a module that others may follow, while this one is a debrief, held when all else has ended. Let this one not come after it.',
  ],
  [
    'gaps whose least is more than their most',
    [talk, lunch],
    { gap: { min: 60, max: 10 } },
    'gap.max: found 10, expected at least the 60 minutes of the shortest gap. Raise the longest gap, or lower the shortest one.',
  ],
  [
    'a module longer than the hours',
    [{ ...talk, minutes: 481 }],
    {},
    'modules[0].minutes: found 481, expected a length that fits into the hours, 09:00 to 17:00. Make the module shorter, or the hours longer.',
  ],
  [
    'a window that holds the module on no start of the grid',
    [{ ...talk, window: { from: '12:05', to: '12:55' } }],
    {},
    'modules[0].minutes: found 45, expected a length that fits into the window, 12:05 to 12:55, with a start every 15 minutes. Make the module shorter, or its window longer.',
  ],
  [
    'a window that reaches too little into the hours',
    [{ ...talk, window: { from: '08:00', to: '09:30' } }],
    {},
    'modules[0].window: found 08:00 to 09:30, expected a window with 45 minutes within the hours, 09:00 to 17:00. Move the window, or make the hours longer.',
  ],
];

for (const [what, modules, rules, line] of WRONG) {
  test(`${what}: a fault at its place`, () => assert.deepEqual(linesOf(modules, rules), [line]));
}
