import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CALENDAR_LIMITS } from '#calendars/limits.ts';
import { ok } from '#domain/result.ts';
import { minuteOf } from '#domain/time/zoned.ts';
import { readCalDav } from './caldav.ts';
import { davAnswer } from './dav-answer.ts';
import { changesSince, entries } from './dav-requests.ts';
import { readEntries } from './entries.ts';
import type { Dav } from './dav.ts';
import { byMarks, sinceToken } from './differences.ts';
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
  return multistatusOf(paths, calendar);
}

function multistatusOf(paths: readonly string[], calendar: string): string {
  const entry = (path: string): string =>
    `<d:response><d:href>${path}</d:href><d:propstat><d:prop><c:calendar-data>${calendar}</c:calendar-data></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`;
  return `<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">${paths.map(entry).join('')}</d:multistatus>`;
}

function pathsIn(body: string): string[] {
  return [...body.matchAll(/<d:href>(.*?)<\/d:href>/g)].map(([, path = '']) => path);
}

test('one answer has no more busy times than a calendar may have', () => {
  assert.ok(davAnswer(bytes(busyEntries(['/1', '/2', '/3', '/4'])), QUESTION).ok);
  const read = davAnswer(bytes(busyEntries(['/1', '/2', '/3', '/4', '/5'])), QUESTION);
  assert.match(read.ok ? '' : read.problem.reason, /more than 30000 separate busy times/);
});

/** A server that answers each question so; the rest of the way is ours. */
function served(answer: (body: string) => string): Dav {
  return {
    outbound: {
      ask: async (_url, call) => ok(new Response(answer(String(call?.body)), { status: 207 })),
    },
    reader: {
      read: () => assert.fail('no file is read'),
      readEntry: () => assert.fail('no entry is read'),
      readDav: async (said, question) => davAnswer(said, question),
    },
    login: { user: 'ada', password: 'x' },
  };
}

const ADDRESS = 'https://dav.example.org/';

test('neither have all answers together: a server cannot fill the memory entry by entry', async () => {
  const dav = served((body) => busyEntries(pathsIn(body)));
  const asked = { address: ADDRESS, question: QUESTION };
  assert.ok((await readEntries(dav, asked, ['/1', '/2', '/3', '/4'])).ok);
  const many = await readEntries(dav, asked, ['/1', '/2', '/3', '/4', '/5']);
  assert.match(many.ok ? '' : many.problem.text, /more than 30000 separate busy times/);
});

test('of several entries in an answer that cannot be read the others are asked for apart, and the one is named', async () => {
  const one =
    'BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260107T090000Z\nDURATION:PT1H\nEND:VEVENT\nEND:VCALENDAR\n';
  const dav = served((body) => {
    const paths = pathsIn(body);
    return paths.includes('/bad') ? '<a>' : multistatusOf(paths, one);
  });
  const read = await readEntries(dav, { address: ADDRESS, question: QUESTION }, [
    '/1',
    '/2',
    '/bad',
    '/4',
    '/5',
  ]);
  assert.ok(read.ok);
  assert.deepEqual(
    read.value.parts.map(({ part, reading }) => [part, reading.busy.length, reading.skipped[0]?.what]),
    [
      ['/1', 1, undefined],
      ['/2', 1, undefined],
      ['/bad', 0, 'bad'],
      ['/4', 1, undefined],
      ['/5', 1, undefined],
    ],
  );
});

test('an entry that is no calendar is named, and one of which nothing is said is gone', async () => {
  const dav = served((body) =>
    multistatusOf(
      pathsIn(body).filter((path) => path !== '/gone'),
      'hello',
    ),
  );
  const read = await readEntries(dav, { address: ADDRESS, question: QUESTION }, ['/odd', '/gone']);
  assert.ok(read.ok);
  assert.deepEqual(read.value.missing, ['/gone']);
  assert.deepEqual(
    read.value.parts.map(({ part, reading }) => [part, reading.skipped.map(({ what }) => what)]),
    [['/odd', ['odd']]],
  );
});

test('the calendar itself is none of its entries, whether it is listed or told as changed', async () => {
  const marked = (path: string): string =>
    `<d:response><d:href>${path}</d:href><d:propstat><d:prop><d:getetag>"1"</d:getetag></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`;
  const dav = served(
    () => `<d:multistatus xmlns:d="DAV:">${marked('/own/')}${marked('/own/a.ics')}</d:multistatus>`,
  );
  const asked = {
    address: `${ADDRESS}own/`,
    known: { marks: {}, parts: new Map<string, string>() },
    question: QUESTION,
  };
  for (const found of [await byMarks(dav, asked), await sinceToken(dav, asked, '0')]) {
    assert.ok(found.ok);
    assert.deepEqual(found.value.changed, ['/own/a.ics']);
  }
});

test('what is no calendar is told so; a calendar that tells no mark of its own is asked for all marks each time', async () => {
  const self = (kinds: string): string =>
    `<d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"><d:response><d:href>/own/</d:href><d:propstat><d:prop><d:resourcetype>${kinds}</d:resourcetype></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>`;
  const asked = { address: `${ADDRESS}own/`, question: QUESTION };
  const nothing = { marks: {}, parts: new Map<string, string>() };
  const folder = await readCalDav(
    served(() => self('<d:collection/>')),
    { ...asked, known: nothing },
  );
  assert.match(folder.ok ? '' : folder.problem.text, /no CalDAV calendar was found/);
  const dav = served(() => self('<d:collection/><c:calendar/>'));
  const first = await readCalDav(dav, { ...asked, known: nothing });
  assert.ok(first.ok && first.value.is === 'whole');
  const known = { marks: first.value.marks, parts: nothing.parts };
  const second = await readCalDav(dav, { ...asked, known });
  assert.ok(second.ok && second.value.is === 'changes');
});

test('a server that always has more to tell is given up', async () => {
  let questions = 0;
  const dav = served(() => {
    questions += 1;
    const more =
      '<d:response><d:href>/</d:href><d:status>HTTP/1.1 507 Insufficient Storage</d:status></d:response>';
    return `<d:multistatus xmlns:d="DAV:">${more}<d:sync-token>${questions}</d:sync-token></d:multistatus>`;
  });
  const known = { marks: {}, parts: new Map<string, string>() };
  const since = await sinceToken(dav, { address: ADDRESS, known, question: QUESTION }, '0');
  assert.ok(!since.ok && since.problem !== 'stale-token');
  assert.match(since.problem.text, /from one address to the next/);
  assert.equal(questions, 50);
});
