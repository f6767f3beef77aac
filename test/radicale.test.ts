/** CalDAV against a real server: Radicale, and another client that writes into the same calendars. */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { openCalendarReader } from '#calendars/calendar.ts';
import { openRemoteCalendars, type RemoteCalendars } from '#calendars/remote.ts';
import type { CalendarAccount, CalendarKnown, CalendarNews } from '#domain/calendar/connected-calendar.ts';
import { minuteOf } from '#domain/time/zoned.ts';
import { openOutbound } from '#outbound/outbound.ts';
import { appointment, calendarText, instantAhead } from './appointments.ts';
import { LOGIN, makeRadicale, radicaleAbsent, type Radicale } from './radicale.ts';

const absent = radicaleAbsent();
const NOTHING: CalendarKnown = { marks: {}, parts: new Map() };

describe('CalDAV at Radicale', { skip: absent ?? false }, () => {
  let radicale: Radicale;
  let remote: RemoteCalendars;
  const opened: { close: () => Promise<void> }[] = [];
  before(async () => {
    radicale = await makeRadicale();
    await radicale.start();
    const [outbound, reader] = [openOutbound({ allow: [radicale.place] }), openCalendarReader()];
    opened.push(outbound, reader);
    remote = openRemoteCalendars(outbound, reader);
    await radicale.makeCalendar('work', 'Work &amp; more');
    await radicale.makeCalendar('home', 'Home');
    await radicale.makeCalendar('chores', 'Chores', 'VTODO');
  });
  after(async () => {
    await Promise.all(opened.map((one) => one.close()));
    await radicale.remove();
  });

  const now = minuteOf(Temporal.Now.instant().toString());
  const question = { from: now - 7 * 1440, to: now + 550 * 1440, zone: 'Europe/Berlin' };
  const account = (path = '/ada/work/', password = LOGIN.password): CalendarAccount => ({
    kind: 'caldav',
    address: `${radicale.url}${path}`,
    user: LOGIN.user,
    password,
  });
  const read = async (known: CalendarKnown, path?: string): Promise<CalendarNews> => {
    const news = await remote.read(account(path), known, question);
    assert.ok(news.ok, JSON.stringify(news));
    return news.value;
  };
  /** What is known after that news. */
  const learnt = (known: CalendarKnown, news: CalendarNews): CalendarKnown => {
    const parts = new Map(news.is === 'whole' ? [] : known.parts);
    if (news.is === 'changes') for (const path of news.gone) parts.delete(path);
    if (news.is !== 'unchanged') for (const { part, mark } of news.parts) parts.set(part, mark ?? '');
    return { marks: news.marks, parts };
  };
  const spans = (news: CalendarNews): string[] =>
    news.is === 'unchanged'
      ? []
      : news.parts.flatMap(({ reading }) =>
          reading.busy.map(({ start, end }) => `${minuteOf(start)}-${minuteOf(end)}`),
        );
  const span = (days: number, [from, to]: readonly [string, string]): string =>
    `${minuteOf(instantAhead(days, from))}-${minuteOf(instantAhead(days, to))}`;

  it('finds the calendars that take appointments by the address of the server alone', async () => {
    for (const address of [radicale.url, `${radicale.url}/`, `${radicale.url}/ada/`]) {
      const found = await remote.find({ address, ...LOGIN });
      assert.ok(found.ok, JSON.stringify(found));
      assert.deepEqual(
        found.value.map(({ name, writable, address: at }) => [name, writable, new URL(at).pathname]),
        [
          ['Home', true, '/ada/home/'],
          ['Work & more', true, '/ada/work/'],
        ],
      );
    }
  });

  it('takes the address of one calendar for that one', async () => {
    const found = await remote.find({ address: `${radicale.url}/ada/home/`, ...LOGIN });
    assert.ok(found.ok);
    assert.deepEqual(
      found.value.map(({ name }) => name),
      ['Home'],
    );
  });

  it('says that a password is wrong, and what to do, and never which one it was', async () => {
    const [found, asked] = [
      await remote.find({ address: radicale.url, user: 'ada', password: 'wrong-canary' }),
      await remote.read(account('/ada/work/', 'wrong-canary'), NOTHING, question),
    ];
    for (const answer of [found, asked]) {
      assert.ok(!answer.ok);
      assert.equal(answer.problem.code, 'sign-in');
      assert.match(answer.problem.remedy, /app password/);
      assert.doesNotMatch(JSON.stringify(answer), /wrong-canary/);
    }
  });

  it('says that there is no calendar at an address, and that nobody answers at another', async () => {
    const gone = await remote.read(account('/ada/none/'), NOTHING, question);
    assert.ok(!gone.ok);
    assert.equal(gone.problem.code, 'not-found');
    const nobody = await remote.find({ address: 'https://127.0.0.1:9/', ...LOGIN });
    assert.ok(!nobody.ok, 'the own machine is not asked but at the place that was allowed');
  });

  it('reads all of it first, and then what another client has changed, by the token and by the marks', async () => {
    assert.equal(
      await radicale.put('/ada/work/a.ics', calendarText(appointment('a', 3, ['0900', '1000']))),
      201,
    );
    assert.equal(
      await radicale.put('/ada/work/b%20c.ics', calendarText(appointment('b', 4, ['0900', '1000']))),
      201,
    );
    const weekly = appointment('w', 5, ['0900', '1000'], ['RRULE:FREQ=WEEKLY;COUNT=3']);
    assert.equal(await radicale.put('/ada/work/w.ics', calendarText(weekly)), 201);
    const first = await read(NOTHING);
    assert.equal(first.is, 'whole');
    assert.equal(first.name, 'Work & more');
    assert.deepEqual(
      spans(first).toSorted(),
      [3, 4, 5, 12, 19].map((days) => span(days, ['09:00', '10:00'])).toSorted(),
    );
    let known = learnt(NOTHING, first);
    assert.equal((await read(known)).is, 'unchanged');

    await radicale.put('/ada/work/a.ics', calendarText(appointment('a', 3, ['1100', '1200'])));
    await radicale.drop('/ada/work/b%20c.ics');
    await radicale.put('/ada/work/d.ics', calendarText(appointment('d', 6, ['0900', '1000'])));
    const changes = await read(known);
    const byMarks = await read({ ...known, marks: { tag: 'another' } });
    const strangeToken = await read({ ...known, marks: { token: 'http://radicale.org/ns/sync/none' } });
    for (const news of [changes, byMarks, strangeToken]) {
      assert.ok(news.is === 'changes');
      assert.deepEqual(news.parts.map(({ part }) => part).toSorted(), ['/ada/work/a.ics', '/ada/work/d.ics']);
      assert.deepEqual(news.gone, ['/ada/work/b%20c.ics']);
      assert.deepEqual(spans(news).toSorted(), [span(3, ['11:00', '12:00']), span(6, ['09:00', '10:00'])]);
    }
    known = learnt(known, changes);
    assert.equal((await read(known)).is, 'unchanged');
  });

  it('reads all of it again where that is asked for, and not only what has changed since', async () => {
    const known = learnt(NOTHING, await read(NOTHING));
    const anew = await read({ marks: {}, parts: known.parts });
    assert.ok(anew.is === 'whole');
    assert.deepEqual(spans(anew).toSorted(), spans(await read(NOTHING)).toSorted());
    assert.notDeepEqual(spans(anew), []);
  });

  it('leaves out what is wrong with one entry, and says which', async () => {
    const odd = appointment('o', 7, ['0900', '1000'], ['RRULE:FREQ=DAILY;INTERVAL=5000;COUNT=2']);
    await radicale.put('/ada/home/good.ics', calendarText(appointment('g', 7, ['1300', '1400'])));
    assert.equal(await radicale.put('/ada/home/odd.ics', calendarText(odd)), 201);
    const news = await read(NOTHING, '/ada/home/');
    assert.ok(news.is === 'whole');
    assert.deepEqual(spans(news), [span(7, ['13:00', '14:00'])]);
    assert.deepEqual(
      news.parts.flatMap(({ part, reading }) => reading.skipped.map(({ reason }) => [part, reason])),
      [['/ada/home/odd.ics', 'RRULE: INTERVAL is "5000", expected a whole number from 1 to 1000']],
    );
  });

  it('keeps what was known while the server is down, and reads on when it is up again', async () => {
    const known = learnt(NOTHING, await read(NOTHING));
    await radicale.stop();
    const down = await remote.read(account(), known, question);
    assert.ok(!down.ok);
    assert.deepEqual([down.problem.code, down.problem.lasting], ['unreachable', false]);
    await radicale.start();
    assert.equal((await read(known)).is, 'unchanged');
    await radicale.put('/ada/work/late.ics', calendarText(appointment('l', 9, ['0900', '1000'])));
    const news = await read(known);
    assert.deepEqual(spans(news), [span(9, ['09:00', '10:00'])]);
  });
});
