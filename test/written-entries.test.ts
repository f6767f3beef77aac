/** Entries of ours at servers that do what they should not: redirects, no marks, weak marks, conditions that never hold. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { openCalendarReader } from '#calendars/calendar.ts';
import { openRemoteCalendars, type CalDavAccount, type RemoteCalendars } from '#calendars/remote.ts';
import { openOutbound } from '#outbound/outbound.ts';
import { appointment, calendarText } from './appointments.ts';
import { bentCalendars, type BentCalendars } from './bent-calendars.ts';

const NAME = '01900000-0000-7000-8000-000000000001';
const UID = `${NAME}@second-round`;
const TEXT = calendarText(appointment(UID, 5, ['0900', '1000']));
const ENTRY = { uid: UID, name: NAME, text: TEXT };
const NOTHING = '<?xml version="1.0"?><d:multistatus xmlns:d="DAV:"></d:multistatus>';

describe('entries at servers that are bent', () => {
  let bent: BentCalendars;
  let other: BentCalendars;
  let remote: RemoteCalendars;
  const opened: { close: () => Promise<void> }[] = [];
  before(async () => {
    [bent, other] = [await bentCalendars(), await bentCalendars()];
    const outbound = openOutbound({ allow: [bent.place, other.place] });
    const reader = openCalendarReader();
    opened.push(bent, other, outbound, reader);
    remote = openRemoteCalendars(outbound, reader);
  });
  after(() => Promise.all(opened.map((one) => one.close())));
  beforeEach(() => {
    bent.asked.length = 0;
    stands = undefined;
    bent.at.set('/c/', (_request, response) => response.writeHead(207).end(stands ?? NOTHING));
  });

  /** What the server says that it has. */
  let stands: string | undefined;
  const has = (mark: string): void => {
    const data = `<c:calendar-data>${TEXT}</c:calendar-data><d:getetag>${mark}</d:getetag>`;
    const inside = `<d:propstat><d:prop>${data}</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>`;
    const response = `<d:response><d:href>/c/theirs.ics</d:href>${inside}</d:response>`;
    stands = `<?xml version="1.0"?><d:multistatus xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav">${response}</d:multistatus>`;
  };
  const account = (): CalDavAccount => ({
    kind: 'caldav',
    address: `${bent.url}/c/`,
    user: 'ada',
    password: 'canary',
  });
  const puts = (): BentCalendars['asked'] => bent.asked.filter(({ method }) => method === 'PUT');

  it('I6: an entry is not sent on to another host, and no password is', async () => {
    bent.status('/c/*', 307, { location: `${other.url}/c/x.ics` });
    const written = await remote.write(account(), ENTRY);
    assert.ok(!written.ok);
    assert.equal(written.problem.code, 'elsewhere');
    const erased = await remote.erase(account(), { uid: UID, known: { path: '/c/x.ics', mark: '"1"' } });
    assert.ok(!erased.ok);
    const away = await remote.write(account(), {
      ...ENTRY,
      known: { path: `${other.url}/c/x.ics`, mark: '"1"' },
    });
    assert.ok(!away.ok, 'nor where it was kept');
    assert.deepEqual(other.asked, []);
  });

  it('asks for the mark where the server does not tell it', async () => {
    bent.at.set('/c/*', (_request, response) => {
      has('"kept"');
      response.writeHead(201).end();
    });
    const written = await remote.write(account(), ENTRY);
    assert.deepEqual(written, { ok: true, value: { path: '/c/theirs.ics', mark: '"kept"' } });
  });

  it('sends a new one only where there is none, a changed one only in place of what was seen', async () => {
    bent.status('/c/*', 201, { etag: '"2"' });
    await remote.write(account(), ENTRY);
    await remote.write(account(), { ...ENTRY, known: { path: '/c/a.ics', mark: '"1"' } });
    assert.deepEqual(
      puts().map(({ path, headers }) => [path, headers['if-none-match'], headers['if-match']]),
      [
        [`/c/${NAME}.ics`, '*', undefined],
        ['/c/a.ics', undefined, '"1"'],
      ],
    );
  });

  it('a weak mark is no condition, so what stands there is read first', async () => {
    has('W/"1"');
    bent.status('/c/*', 204, { etag: 'W/"2"' });
    await remote.write(account(), { ...ENTRY, known: { path: '/c/theirs.ics', mark: 'W/"1"' } });
    assert.deepEqual(
      bent.asked.map(({ method, path }) => `${method} ${path}`),
      ['REPORT /c/', 'PUT /c/theirs.ics'],
    );
    assert.equal(puts()[0]?.headers['if-match'], undefined);
  });

  it('gives up for now where the entry changes each time', async () => {
    has('"1"');
    bent.status('/c/*', 412);
    const written = await remote.write(account(), {
      ...ENTRY,
      known: { path: '/c/theirs.ics', mark: '"0"' },
    });
    assert.ok(!written.ok);
    assert.deepEqual([written.problem.code, written.problem.lasting], ['entry', false]);
    assert.ok(bent.asked.length <= 7, `${bent.asked.length} requests`);
  });

  it('takes an entry out without declining it', async () => {
    bent.status('/c/*', 204);
    assert.ok((await remote.erase(account(), { uid: UID, known: { path: '/c/a.ics', mark: '"1"' } })).ok);
    const [gone] = bent.asked;
    assert.deepEqual(
      [gone?.method, gone?.headers['if-match'], gone?.headers['schedule-reply']],
      ['DELETE', '"1"', 'F'],
    );
  });

  it('waits as long as it is asked to, and says what is full', async () => {
    bent.status('/c/*', 429, { 'retry-after': '600' });
    const busy = await remote.write(account(), ENTRY);
    assert.ok(!busy.ok);
    assert.deepEqual([busy.problem.code, busy.problem.seconds], ['busy', 600]);
    bent.status('/c/*', 507);
    const full = await remote.write(account(), ENTRY);
    assert.match(full.ok ? '' : full.problem.text, /no room left/);
  });
});
