import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ownPath } from './own-path.ts';

test('E7: goes back to paths of this site', () => {
  for (const path of ['/', '/o/1/openings/2?edit=3#x', '/o/1?next=https://x.org//y']) {
    assert.equal(ownPath(path), path);
  }
});

test('E7: goes to the first page instead of to anywhere else', () => {
  for (const path of [
    undefined,
    '',
    'evil.example',
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    ' /x',
    '/.//evil.example',
    '/x/..//evil.example',
    'https:evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    `/${'x'.repeat(2000)}`,
  ]) {
    assert.equal(ownPath(path), '/', `${path}`);
  }
});

test('E7: whatever is given, a browser stays on this site', () => {
  const pieces = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    ':',
    '@',
    '?',
    '#',
    '\t',
    '\n',
    'evil.example',
    'http',
    '%2f',
    'x',
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 8 }), (parts) => {
      const url = new URL(ownPath(parts.join('')), 'http://own.example/sign-in');
      assert.equal(url.origin, 'http://own.example');
      assert.ok(!url.pathname.startsWith('//'), url.href);
    }),
    { numRuns: 3000 },
  );
});
