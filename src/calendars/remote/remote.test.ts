import assert from 'node:assert/strict';
import { test } from 'node:test';
import { davAnswer } from './dav-answer.ts';
import { changesSince, entries } from './dav-requests.ts';
import { startsOf } from './discover.ts';
import { plainAddress } from './feed.ts';
import { xmlTree } from './xml.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

test('an e-mail address is looked up at its domain, and a server at the place it keeps for that', () => {
  assert.deepEqual(startsOf(' ada@example.org '), [
    'https://example.org/.well-known/caldav',
    'https://example.org/',
  ]);
  assert.deepEqual(startsOf('dav.example.org'), startsOf('https://dav.example.org'));
  assert.deepEqual(startsOf('caldavs://dav.example.org/ada/'), [
    'https://dav.example.org/ada/',
    'https://dav.example.org/.well-known/caldav',
    'https://dav.example.org/',
  ]);
  for (const none of ['', 'ftp://example.org', 'two words here']) assert.deepEqual(startsOf(none), [], none);
});

test('webcal is how programs write https', () => {
  assert.equal(plainAddress(' webcal://example.org/a.ics'), 'https://example.org/a.ics');
  assert.equal(plainAddress('nothing'), undefined);
});

test('what servers call their entries stands in our questions as text, not as XML', () => {
  assert.match(entries(['/a&<b>.ics']), /<d:href>\/a&amp;&lt;b&gt;\.ics<\/d:href>/);
  assert.match(changesSince('"<t>'), /<d:sync-token>&quot;&lt;t&gt;<\/d:sync-token>/);
});

test('an answer is read whatever prefixes it has, and only what was found counts', () => {
  const found = (name: string, status: string): string =>
    `<x:propstat><x:prop><x:displayname>${name}</x:displayname></x:prop><x:status>HTTP/1.1 ${status}</x:status></x:propstat>`;
  const text = `<x:multistatus xmlns:x="DAV:"><x:response><x:href>/a/</x:href>${found('no', '404 Not Found')}${found('yes', '200 OK')}</x:response><x:sync-token>t</x:sync-token></x:multistatus>`;
  const read = davAnswer(bytes(text), undefined);
  assert.ok(read.ok);
  assert.equal(read.value.token, 't');
  assert.deepEqual(read.value.entries, [
    { href: '/a/', status: 200, kinds: [], components: [], syncs: false, name: 'yes' },
  ]);
});

const HOSTILE: Readonly<Record<string, readonly [string, RegExp]>> = {
  'a web page': ['<html><body><p>Sign in</body></html>', /no XML/],
  'no CalDAV answer': ['<a/>', /no answer of a CalDAV server/],
  'entities that grow': ['<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>', /document type/],
  'a file of this machine': [
    '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>',
    /document type/,
  ],
  'an entity without a document type': ['<x>&f;</x>', /no XML/],
  'deep nesting': [`${'<a>'.repeat(40)}${'</a>'.repeat(40)}`, /nested more than 30/],
  'very many elements': [`<a>${'<b/>'.repeat(200_000)}</a>`, /more than 200000 elements/],
  nothing: ['', /no XML|nothing in it/],
};
for (const [what, [text, reason]] of Object.entries(HOSTILE)) {
  test(`an answer with ${what} is refused with a reason`, () => {
    const read = davAnswer(bytes(text), undefined);
    assert.ok(!read.ok);
    assert.match(read.problem.reason, reason);
  });
}

test('what is as deep as it may be is read', () => {
  assert.ok(xmlTree(bytes(`${'<a>'.repeat(30)}${'</a>'.repeat(30)}`)).ok);
});
