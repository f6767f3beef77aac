import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CALENDAR_LIMITS } from '#calendars/limits.ts';
import { ok } from '#domain/result.ts';
import { minuteOf } from '#domain/time/zoned.ts';
import { davAnswer } from './dav-answer.ts';
import { changesSince, entries } from './dav-requests.ts';
import { readEntries } from './entries.ts';
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

const QUESTION = {
  from: minuteOf('2026-01-01T00:00:00Z'),
  to: minuteOf('2027-01-01T00:00:00Z'),
  zone: 'UTC',
};

/** Entries with a quarter of the busy times each that one calendar may have, and one entry more. */
function busyEntries(paths: readonly string[]): string {
  const periods = Array.from({ length: CALENDAR_LIMITS.intervals / 4 }, (_, index) => {
    const at = Temporal.Instant.fromEpochMilliseconds((QUESTION.from + 2 * index) * 60_000).toString();
    return `FREEBUSY:${at.replaceAll(/[-:]/g, '')}/PT1M\n`;
  }).join('');
  const calendar = `BEGIN:VCALENDAR\nBEGIN:VFREEBUSY\n${periods}END:VFREEBUSY\nEND:VCALENDAR\n`;
  const entry = (path: string): string =>
    `<d:response><d:href>${path}</d:href><d:propstat><d:prop><c:calendar-data>${calendar}</c:calendar-data></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`;
  return `<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">${paths.map(entry).join('')}</d:multistatus>`;
}

test('one answer has no more busy times than a calendar may have', () => {
  assert.ok(davAnswer(bytes(busyEntries(['/1', '/2', '/3', '/4'])), QUESTION).ok);
  const read = davAnswer(bytes(busyEntries(['/1', '/2', '/3', '/4', '/5'])), QUESTION);
  assert.match(read.ok ? '' : read.problem.reason, /more than 30000 separate busy times/);
});

test('neither have all answers together: a server cannot fill the memory entry by entry', async () => {
  const read = (paths: readonly string[]): ReturnType<typeof readEntries> =>
    readEntries(
      {
        outbound: {
          ask: async (_url, call) => {
            const asked = [...String(call?.body).matchAll(/<d:href>(.*?)<\/d:href>/g)].map(
              ([, path = '']) => path,
            );
            return ok(new Response(busyEntries(asked), { status: 207 }));
          },
        },
        reader: {
          read: () => assert.fail('no file is read'),
          readDav: async (answer, question) => davAnswer(answer, question),
          readEntry: () => assert.fail('nothing is written'),
        },
        login: { user: 'ada', password: 'x' },
      },
      { address: 'https://dav.example.org/', question: QUESTION },
      paths,
    );
  assert.ok((await read(['/1', '/2', '/3', '/4'])).ok);
  const many = await read(['/1', '/2', '/3', '/4', '/5']);
  assert.match(many.ok ? '' : many.problem.text, /more than 30000 separate busy times/);
});
