import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalEmail } from './email.ts';

test('E8: one address has one form, whatever capitals and spaces are typed', () => {
  assert.equal(canonicalEmail(' Ann.Lee+Jobs@X.Example.ORG '), 'ann.lee+jobs@x.example.org');
  assert.equal(canonicalEmail('o’hara@x.org'), undefined);
  assert.equal(canonicalEmail("o'hara@x.org"), "o'hara@x.org");
});

const REFUSED: readonly (readonly [string, string])[] = [
  ['a line break at the end', 'a@x.org\n'],
  ['a line break and a header', 'a@x.org\r\nBcc: b@x.org'],
  ['a quoted local part', '"a b"@x.org'],
  ['a quoted address inside', '"evil@x.org y"@internal.org'],
  ['a Cyrillic letter', 'аnn@x.org'],
  ['a Turkish capital', 'İnci@x.org'],
  ['a Kelvin sign, which is a k when made small', 'mi\u212ae@x.org'],
  ['a full-width sign', 'ann＠x.org'],
  ['a domain in letters of another script', 'ann@bücher.example'],
  ['an invisible letter', 'an\u200bn@x.org'],
  ['a domain without a dot', 'Ann@X'],
  ['an address literal', 'ann@[127.0.0.1]'],
  ['a number for a domain', 'ann@127.0.0.1'],
  ['a comment', 'ann(x)@x.org'],
  ['two dots', 'a..b@x.org'],
  ['a dot at the start', '.a@x.org'],
  ['a space inside', 'a b@x.org'],
  ['two addresses', 'a@x.org,b@x.org'],
  ['no local part', '@x.org'],
  ['no at', 'x.org'],
  ['nothing', ''],
  ['a local part that is too long', `${'a'.repeat(65)}@x.org`],
  ['an address that is too long', `a@${'b.'.repeat(126)}org`],
  ['a label that ends with a hyphen', 'a@x-.org'],
];
for (const [what, address] of REFUSED) {
  test(`E8: refuses ${what}`, () => assert.equal(canonicalEmail(address), undefined));
}

test('what is canonical stays as it is, and is one line of plain letters', () => {
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'grapheme' })), (text) => {
      const email = canonicalEmail(text);
      if (email === undefined) return;
      assert.equal(canonicalEmail(email), email);
      assert.match(email, /^[\u0021-\u007e]+$/);
      assert.equal(email, email.toLowerCase());
    }),
  );
});
