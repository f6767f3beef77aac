import { test } from 'node:test';
import assert from 'node:assert/strict';
import { faultLine, placeOf, shown } from './fault.ts';

test('a fault reads as place, value, expectation and what to do', () => {
  const fault = { place: 'loops[0].candidate', found: '"kim"', expected: 'an id of candidates' };
  assert.equal(faultLine(fault), 'loops[0].candidate: found "kim", expected an id of candidates');
  assert.equal(
    faultLine({ ...fault, remedy: 'Add the candidate first.' }),
    'loops[0].candidate: found "kim", expected an id of candidates. Add the candidate first.',
  );
});

test('a place is a path, with names that are no plain words quoted', () => {
  assert.equal(placeOf(['loops', 2, 'window', 'from']), 'loops[2].window.from');
  assert.equal(placeOf(['pools', 'my pool', 0]), 'pools["my pool"][0]');
  assert.equal(placeOf([]), 'the whole file');
});

test('a value is shown in one short line', () => {
  assert.deepEqual(
    [undefined, null, 1e9, 'a\nb', [1], {}].map((value) => shown(value)),
    ['nothing', 'null', '1000000000', '"a\\nb"', 'a list of 1', 'an object'],
  );
  assert.equal(shown('x'.repeat(1000)).length, 61);
});
