import { test } from 'node:test';
import assert from 'node:assert/strict';
import { faultLine } from './fault.ts';

test('a fault reads as place, value, expectation and what to do', () => {
  const fault = { place: 'loops[0].candidate', found: '"kim"', expected: 'an id of candidates' };
  assert.equal(faultLine(fault), 'loops[0].candidate: found "kim", expected an id of candidates');
  assert.equal(
    faultLine({ ...fault, remedy: 'Add the candidate first.' }),
    'loops[0].candidate: found "kim", expected an id of candidates. Add the candidate first.',
  );
});
