import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { InterviewModule, LoopTemplate } from '#domain/template/loop-template.ts';
import { patched } from '#web/employer/patch.ts';
import { edited, freshModuleId } from './template-editing.ts';

const module = (id: string, more: Partial<InterviewModule> = {}): InterviewModule => ({
  id,
  title: id,
  kind: 'individual',
  minutes: 45,
  seats: [],
  ...more,
});
const template: LoopTemplate = {
  modules: [module('a'), module('b', { after: ['a'] }), module('c', { after: ['a', 'b'] })],
  hours: { from: '09:00', to: '17:00' },
  weekdays: ['mon'],
};
const ids = (of: LoopTemplate): string => of.modules.map((one) => one.id).join('');

test('moves a session by one, and leaves the ends where they are', () => {
  assert.equal(ids(edited(template, { do: 'move', id: 'b', by: -1 })), 'bac');
  assert.equal(ids(edited(template, { do: 'move', id: 'b', by: 1 })), 'acb');
  assert.equal(ids(edited(template, { do: 'move', id: 'a', by: -1 })), 'abc');
  assert.equal(ids(edited(template, { do: 'move', id: 'c', by: 1 })), 'abc');
});

test('forgets a removed session in what was to come after it', () => {
  const rest = edited(template, { do: 'remove', id: 'a' });
  assert.deepEqual(
    rest.modules.map((one) => one.after),
    [undefined, ['b']],
  );
  assert.equal('after' in (rest.modules[0] ?? {}), false);
});

test('changes one session and takes optional fields away', () => {
  const windowed = edited(template, {
    do: 'change',
    id: 'a',
    to: { minutes: 60, window: { from: '12:00', to: '14:00' } },
  });
  assert.equal(windowed.modules[0]?.minutes, 60);
  const without = edited(windowed, { do: 'change', id: 'a', to: { window: undefined } });
  assert.deepEqual(without.modules[0], module('a', { minutes: 60 }));
  assert.deepEqual(without.modules.slice(1), template.modules.slice(1));
});

test('adds, replaces and removes seats', () => {
  const one = edited(template, { do: 'seat', id: 'a', seat: 0, to: { pool: 'Hosts' } });
  const two = edited(one, { do: 'seat', id: 'a', seat: 1, to: { everyone: true } });
  assert.deepEqual(two.modules[0]?.seats, [{ pool: 'Hosts' }, { everyone: true }]);
  const last = edited(two, { do: 'seat', id: 'a', seat: 0, to: undefined });
  assert.deepEqual(last.modules[0]?.seats, [{ everyone: true }]);
});

test('sets rules and takes them away', () => {
  const ruled = edited(template, { do: 'rules', to: { maxDays: 2, meetAgain: false } });
  assert.equal(ruled.maxDays, 2);
  assert.deepEqual(
    edited(ruled, { do: 'rules', to: { maxDays: undefined, meetAgain: undefined } }),
    template,
  );
});

test('finds an id that is free', () => {
  const used = { ...template, modules: [module('session-3'), module('session-2')] };
  assert.equal(freshModuleId(used), 'session-4');
  assert.equal(freshModuleId(template), 'session-4');
});

test('a patch never leaves an undefined field behind', () => {
  const value = fc.record({ x: fc.integer(), y: fc.option(fc.string(), { nil: undefined }) });
  fc.assert(
    fc.property(value, value, (a, b) => {
      assert.ok(Object.values(patched(a, b)).every((field) => field !== undefined));
    }),
  );
});
