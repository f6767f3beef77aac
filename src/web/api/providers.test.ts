import assert from 'node:assert/strict';
import { test } from 'node:test';
import { broughtIn } from './providers.ts';

test('reads what a provider gave from after # or after ?, and nothing that it does not know', () => {
  const given = 'code=a%2Bb&state=s&iss=https%3A%2F%2Fx.example&session_state=z';
  const read = { code: 'a+b', state: 's', iss: 'https://x.example' };
  assert.deepEqual(broughtIn({ hash: `#${given}`, search: '' }), read);
  assert.deepEqual(broughtIn({ hash: '', search: `?${given}` }), read);
  assert.deepEqual(broughtIn({ hash: '#error=access_denied&state=s', search: '?code=x&state=y' }), {
    error: 'access_denied',
    state: 's',
  });
  assert.deepEqual(broughtIn({ hash: '', search: '' }), {});
});
