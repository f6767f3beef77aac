import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loopTemplateSchema } from '#contract/loop-template.ts';
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
  assert.equal(faultAt(faults, 'modules.2.window.from'), 'Give a time');
  assert.equal(faultAt(faults, 'modules.2.window'), 'Give a time');
  assert.equal(faultAt(faults, 'modules.0.after'), 'No circle. Take one away');
  assert.equal(faultAt(faults, 'modules.2.win'), undefined);
});

test('reads the issues of a schema the same way, and never in the words of the schema library', () => {
  const module = { id: 'a', title: '  ', kind: 'panel', minutes: 0, seats: [{ people: [] }] };
  const template = { modules: [module], hours: { from: 'banana', to: '17:00' }, weekdays: [] };
  const parsed = loopTemplateSchema.safeParse(template);
  const faults = faultsOfIssues(parsed.error?.issues ?? [], template);
  assert.equal(faultAt(faults, 'modules.0.title'), 'Give a name');
  assert.equal(faultAt(faults, 'modules.0.minutes'), 'Give at least 5');
  assert.equal(faultAt(faults, 'modules.0.seats.0'), 'Give at least one person');
  assert.equal(faultAt(faults, 'hours'), 'Give a time of day like 09:00, at most 24:00');
  assert.equal(faultAt(faults, 'weekdays'), 'Give at least one day');
  assert.equal(faultAt(faults, 'modules.10'), undefined);
});
