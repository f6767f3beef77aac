import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keepsAdministrator } from './account.ts';

const ADMINISTRATOR = { person: 'a', roles: ['interviewer', 'administrator'], disabled: false } as const;
const COORDINATOR = { person: 'c', roles: ['coordinator'], disabled: false } as const;

test('an organisation keeps somebody who can let others in as long as one administrator may come in', () => {
  assert.equal(keepsAdministrator([COORDINATOR, ADMINISTRATOR]), true);
  assert.equal(keepsAdministrator([{ ...ADMINISTRATOR, disabled: true }, ADMINISTRATOR]), true);
  assert.equal(keepsAdministrator([COORDINATOR, { ...ADMINISTRATOR, disabled: true }]), false);
  assert.equal(keepsAdministrator([COORDINATOR]), false);
  assert.equal(keepsAdministrator([]), false);
});
