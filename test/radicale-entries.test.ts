/** Entries of ours in a calendar of a real server: Radicale, and another client that changes them meanwhile. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openCalendarReader } from '#calendars/calendar.ts';
import {
  openRemoteCalendars,
  type CalDavAccount,
  type EntryToWrite,
  type EntryWritten,
  type RemoteCalendars,
} from '#calendars/remote.ts';
import { entryText } from '#calendars/write.ts';
import type { CalendarInvitation } from '#domain/calendar/calendar.ts';
import { openOutbound } from '#outbound/outbound.ts';
import { calendarText, instantAhead } from './appointments.ts';
import { LOGIN, makeRadicale, radicaleAbsent, type Radicale } from './radicale.ts';

const absent = radicaleAbsent();
const ID = '01900000-0000-7000-8000-000000000001';
const UID = `${ID}@second-round`;

describe('entries at Radicale', { skip: absent ?? false }, () => {
  let radicale: Radicale;
  let remote: RemoteCalendars;
  const opened: { close: () => Promise<void> }[] = [];
  before(async () => {
    radicale = await makeRadicale();
    await radicale.start();
    const [outbound, reader] = [openOutbound({ allow: [radicale.place] }), openCalendarReader()];
    opened.push(outbound, reader);
    remote = openRemoteCalendars(outbound, reader);
  });
  after(async () => {
    await Promise.all(opened.map((one) => one.close()));
    await radicale.remove();
  });

  let calendars = 0;
  const account = async (): Promise<CalDavAccount> => {
    calendars += 1;
    await radicale.makeCalendar(`c${calendars}`, 'Work');
    return at(`c${calendars}`);
  };
  const at = (name: string): CalDavAccount => ({
    kind: 'caldav',
    address: `${radicale.url}/ada/${name}/`,
    ...LOGIN,
  });
  const event = (hour: string, more: Partial<CalendarInvitation> = {}): CalendarInvitation => ({
    uid: UID,
    sequence: 0,
    stamp: '2026-11-01T00:00:00Z',
    start: instantAhead(5, `${hour}:00`),
    end: instantAhead(5, `${hour}:45`),
    zone: 'Europe/Berlin',
    summary: 'Design: Chloé',
    description: 'Second interview',
    location: 'Room 1',
    status: 'CONFIRMED',
    method: 'REQUEST',
    organiser: { name: 'Cora', address: 'interviews+x@example.org' },
    attendee: { name: 'Ada', address: 'ada@example.org', optional: false, response: 'needs-action' },
    ...more,
  });
  const entry = (hour: string, more: Partial<CalendarInvitation> = {}): EntryToWrite => ({
    uid: UID,
    name: ID,
    text: entryText(event(hour, more)),
  });
  const written = async (account: CalDavAccount, one: EntryToWrite): Promise<EntryWritten> => {
    const done = await remote.write(account, one);
    assert.ok(done.ok, JSON.stringify(done));
    return done.value;
  };
  const standing = (account: CalDavAccount, name = ID): Promise<string> =>
    radicale.get(`${new URL(account.address).pathname}${name}.ics`);
  const place = (hour: string): NonNullable<EntryToWrite['last']> => ({
    start: event(hour).start,
    end: event(hour).end,
    place: 'Room 1',
  });

  it('writes an entry, changes it, and takes it out', async () => {
    const mine = await account();
    const first = await written(mine, entry('09'));
    assert.match(await standing(mine), /SUMMARY:Design: Chloé/);
    assert.doesNotMatch(await standing(mine), /METHOD/);
    const next = { ...entry('11', { sequence: 1 }), known: first, last: place('09') };
    const second = await written(mine, next);
    assert.equal(second.byHand, undefined);
    assert.match(await standing(mine), /SEQUENCE:1/);
    assert.deepEqual(await remote.erase(mine, { uid: UID, known: second }), { ok: true, value: null });
    assert.equal(await standing(mine), '');
    assert.deepEqual(
      await remote.erase(mine, { uid: UID, known: second }),
      { ok: true, value: null },
      'twice',
    );
  });

  it('is the same entry where it was written already and nobody knows, or where a mail program put it elsewhere', async () => {
    const mine = await account();
    await written(mine, entry('09'));
    await written(mine, entry('09'));
    const other = await account();
    await radicale.put(`${new URL(other.address).pathname}from-mail.ics`, entryText(event('09')));
    const there = await written(other, entry('10', { sequence: 1 }));
    assert.match(there.path, /from-mail\.ics$/);
    assert.equal(await standing(other), '', 'there is no second one');
    assert.match(await standing(other, 'from-mail'), /SEQUENCE:1/);
    assert.ok((await remote.erase(other, { uid: UID })).ok);
    assert.equal(await standing(other, 'from-mail'), '');
  });

  it('keeps what its owner added, and their answer as long as time and place are the same', async () => {
    const mine = await account();
    const known = await written(mine, entry('09'));
    const alarm = ['BEGIN:VALARM', 'ACTION:DISPLAY', 'DESCRIPTION:x', 'TRIGGER:-PT7M', 'END:VALARM'].join(
      '\r\n',
    );
    const theirs = (await standing(mine))
      .replace('PARTSTAT=NEEDS-ACTION', 'PARTSTAT=ACCEPTED')
      .replace('END:VEVENT', `CATEGORIES:Mine\r\nX-COLOUR:red\r\n${alarm}\r\nEND:VEVENT`)
      .replace('TRANSP:OPAQUE', 'TRANSP:TRANSPARENT');
    assert.equal(await radicale.put(known.path, theirs), 201);
    const again = { ...entry('09', { sequence: 1, summary: 'Design: Dana' }), known, last: place('09') };
    const done = await written(mine, again);
    assert.equal(done.byHand, undefined, 'neither time nor place was touched');
    const now = await standing(mine);
    for (const kept of [
      'CATEGORIES:Mine',
      'X-COLOUR:red',
      'TRIGGER:-PT7M',
      'PARTSTAT=ACCEPTED',
      'TRANSPARENT',
      'Dana',
    ]) {
      assert.ok(now.includes(kept), `${kept} in ${now}`);
    }
    const moved = { ...entry('14', { sequence: 2 }), known: { ...done, mark: '"old"' }, last: place('09') };
    await written(mine, moved);
    assert.match(await standing(mine), /PARTSTAT=NEEDS-ACTION/, 'another time is another question');
    assert.match(await standing(mine), /TRIGGER:-PT7M/);
  });

  it('says what was moved or removed by hand, and puts it where it is planned', async () => {
    const mine = await account();
    const known = await written(mine, entry('09'));
    const theirs = entryText(event('16')).replace('END:VEVENT', 'RRULE:FREQ=DAILY;COUNT=3\r\nEND:VEVENT');
    await radicale.put(known.path, theirs);
    const next = { ...entry('10', { sequence: 1 }), known, last: place('09') };
    const moved = await written(mine, next);
    assert.equal(moved.byHand, 'moved');
    const now = await standing(mine);
    assert.ok(now.includes(event('10').start.replaceAll(/[-:]/g, '')));
    assert.doesNotMatch(now, /RRULE/);
    await radicale.drop(moved.path);
    const removed = await written(mine, { ...entry('11', { sequence: 2 }), known: moved, last: place('10') });
    assert.equal(removed.byHand, 'removed');
    assert.match(await standing(mine), /SEQUENCE:2/);
  });

  it('takes out what its owner has changed, and nothing of another UID', async () => {
    const mine = await account();
    const known = await written(mine, entry('09'));
    await radicale.put(known.path, entryText(event('16')));
    const longer = `${UID}.example.org`;
    await radicale.put(
      `${new URL(mine.address).pathname}longer.ics`,
      entryText(event('09', { uid: longer })),
    );
    assert.ok((await remote.erase(mine, { uid: UID, known })).ok);
    assert.equal(await standing(mine), '');
    assert.match(await standing(mine, 'longer'), /SUMMARY/);
  });

  it('says that a calendar is to be read only, when it is looked for, and when it is written all the same', async () => {
    radicale.makeReadOnlyCalendar('holidays', 'Holidays');
    const locked = at('locked-holidays');
    const asked = await remote.mayWrite(locked);
    assert.ok(!asked.ok);
    assert.equal(asked.problem.code, 'read-only');
    assert.deepEqual(await remote.mayWrite(await account()), { ok: true, value: null });
    const found = await remote.find({ address: radicale.url, ...LOGIN });
    assert.ok(found.ok);
    assert.equal(found.value.find(({ name }) => name === 'Holidays')?.writable, false);
    const refused = await remote.write(locked, entry('09'));
    assert.ok(!refused.ok);
    assert.deepEqual([refused.problem.code, refused.problem.lasting], ['read-only', true]);
    assert.match(refused.problem.remedy, /Choose another calendar/);
  });

  it('says that a password is wrong, that a calendar is gone, and that the server is away', async () => {
    const mine = await account();
    const wrong = await remote.write({ ...mine, password: 'wrong-canary' }, entry('09'));
    assert.ok(!wrong.ok);
    assert.equal(wrong.problem.code, 'sign-in');
    assert.doesNotMatch(JSON.stringify(wrong), /canary/);
    const gone = await remote.write(at('nowhere'), entry('09'));
    assert.ok(!gone.ok);
    assert.equal(gone.problem.code, 'not-found');
    await radicale.stop();
    const away = await remote.write(mine, entry('09'));
    assert.ok(!away.ok);
    assert.deepEqual([away.problem.code, away.problem.lasting], ['unreachable', false]);
    await radicale.start();
    await written(mine, entry('09'));
  });

  it('leaves entries of others alone', async () => {
    const mine = await account();
    await radicale.put(
      `${new URL(mine.address).pathname}x.ics`,
      calendarText('BEGIN:VEVENT\r\nUID:x\r\nDTSTART:20300101T000000Z\r\nEND:VEVENT'),
    );
    await written(mine, entry('09'));
    assert.match(await standing(mine, 'x'), /UID:x/);
  });
});
