import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultAt, faultsOfIssues, faultsOfProblem } from './field-faults.ts';

const problem = {
  type: 'about:blank',
  title: 'Faults',
  status: 400,
  code: 'faults',
  detail: 'The template has faults',
  faults: [
    { place: 'template.modules[2].window.from', found: '25:00', expected: 'a time' },
    { place: 'modules[0].after', found: 'b', expected: 'no circle', remedy: 'Take one away' },
  ],
} as const;

test('finds the field that a fault of the server is about', () => {
  const faults = faultsOfProblem(problem, 'template');
  assert.equal(faultAt(faults, 'modules.2.window.from'), 'A time');
  assert.equal(faultAt(faults, 'modules.2.window'), 'A time');
  assert.equal(faultAt(faults, 'modules.0.after'), 'No circle. Take one away');
  assert.equal(faultAt(faults, 'modules.2.win'), undefined);
});

test('reads the issues of a schema the same way', () => {
  const faults = faultsOfIssues([{ path: ['modules', 1, 'title'], message: 'a name' }]);
  assert.equal(faultAt(faults, 'modules.1.title'), 'A name');
  assert.equal(faultAt(faults, 'modules.10'), undefined);
});
