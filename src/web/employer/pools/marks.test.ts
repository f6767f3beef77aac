import assert from 'node:assert/strict';
import { it } from 'node:test';
import { marksOf } from './marks.ts';

const PATH = { shadow: 2, reverseShadow: 1 };
const NONE = { shadow: 0, reverseShadow: 0 };

const drawn = (some: Partial<Parameters<typeof marksOf>[0]>): string =>
  marksOf({ state: 'trainee', stage: 'shadow', held: NONE, toCome: NONE, ...some }, PATH)
    .map(({ is }) => is)
    .join(' ');

it('draws a mark for each session of the path, and the last step', () => {
  assert.equal(drawn({}), 'open open open open');
  const some = { held: { shadow: 1, reverseShadow: 0 }, toCome: { shadow: 1, reverseShadow: 0 } };
  assert.equal(drawn(some), 'held planned open open');
});

it('shows who only waits for somebody to say so, and never more marks than the path has', () => {
  assert.equal(drawn({ stage: 'ready', held: { shadow: 5, reverseShadow: 2 } }), 'held held held next');
});

it('draws a check alone for the qualified', () => {
  assert.deepEqual(marksOf({ state: 'qualified', stage: 'shadow', held: NONE, toCome: NONE }, PATH), [
    { step: 'qualified', is: 'held' },
  ]);
});
