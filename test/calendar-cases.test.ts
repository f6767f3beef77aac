/** Calendar files that were made to hurt, uploaded as anybody does it: the cases A1 to A5, A7, A8, A10, A15, A16, A19, B12. */
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, it } from 'node:test';
import type { CalendarView, Person } from '#contract/people.ts';
import { calendarText, instantAhead } from './appointments.ts';
import { calendarSteps, meeting } from './calendar-steps.ts';
import { forEachDatabase } from './databases.ts';
import { watchTurns, wordsOf } from './own-turns.ts';
import { smallOrganisation, type Small } from './small-organisation.ts';
import { testServer, type Answer, type TestServer } from './web-server.ts';

/** As long as the reader may take, and what a busy machine adds to it. */
const IN_TIME = 30_000;

forEachDatabase('calendar files', (database) => {
  let server: TestServer;
  let small: Small;
  before(async () => {
    server = testServer(database.store());
    small = await smallOrganisation(server);
  });
  after(() => server.services.close());

  const { busy } = calendarSteps(database, {
    server: () => server,
    bent: () => assert.fail('nothing is connected here'),
  });
  const upload = (body: string): Promise<Answer> =>
    server.ask('PUT', `/api/o/${small.organisation}/people/${small.ada.id}/calendar`, {
      body,
      headers: { 'content-type': 'text/calendar' },
    });
  const uploaded = async (...events: readonly string[]): Promise<CalendarView> => {
    const [calendar] = (await upload(calendarText(...events))).json<Person>().calendars;
    return calendar ?? assert.fail('no calendar');
  };
  const event = (...lines: readonly string[]): string =>
    ['BEGIN:VEVENT', 'UID:bad', 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT'].join('\r\n');
  const START = 'DTSTART:20260105T090000Z';

  /** What is wrong is named with its line, and the other appointment counts. */
  const leavesOut = async (lines: readonly string[], reason: RegExp): Promise<void> => {
    const calendar = await uploaded(event(...lines), meeting('good', 3));
    const [left, ...more] = calendar.skipped;
    assert.match(left?.reason ?? '', reason, lines.join(' '));
    assert.ok((left?.line ?? 0) >= 4);
    assert.deepEqual(more, []);
    assert.deepEqual(await busy(small), [instantAhead(3, '09:00')]);
  };

  const HANGING: Readonly<Record<string, readonly (readonly [string, RegExp])[]>> = {
    'A1: a rule that never occurs': ['DAILY', 'HOURLY', 'MINUTELY'].map((frequency) => [
      `FREQ=${frequency};BYMONTH=2;BYMONTHDAY=30`,
      /the rule never occurs/,
    ]),
    'A2: a rule with a huge interval': [
      ['FREQ=DAILY;INTERVAL=893318928;COUNT=2', /INTERVAL is "893318928"/],
      ['FREQ=WEEKLY;INTERVAL=746767520;BYDAY=SA', /INTERVAL is "746767520"/],
      ['FREQ=DAILY;INTERVAL=1001', /whole number from 1 to 1000/],
    ],
    'A3: a rule of seconds': [
      ['FREQ=SECONDLY', /SECONDLY/],
      [
        `FREQ=DAILY;BYHOUR=${counted(24)};BYMINUTE=${counted(60)};BYSECOND=${counted(60)}`,
        /more than 1440 times a day/,
      ],
      ['FREQ=MINUTELY', /more than 2000 occurrences/],
    ],
  };
  for (const [name, rules] of Object.entries(HANGING)) {
    it(`${name} is refused in time, and others are answered meanwhile`, { timeout: IN_TIME }, async () => {
      for (const [rule, reason] of rules) {
        let [read, answered] = [false, 0];
        const stop = watchTurns();
        const reading = leavesOut([START, 'DURATION:PT1M', `RRULE:${rule}`], reason).then(
          () => (read = true),
        );
        while (!read) {
          assert.equal((await server.ask('GET', '/api/health')).status, 200);
          answered += 1;
        }
        await reading;
        assert.ok(answered > 0);
        const turns = stop();
        assert.ok(turns.work < 500, `${rule}: ${wordsOf(turns)}`);
      }
    });
  }

  it('A4: the thirtieth of February of each year is no day, and not the second of March', () =>
    leavesOut([START, 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'], /the rule never occurs/));

  it('A5: a rule that cannot be right is refused by the part at fault', async () => {
    for (const [parts, reason] of [
      ['INTERVAL=0', /INTERVAL is "0"/],
      ['INTERVAL=-1', /INTERVAL is "-1"/],
      ['COUNT=0', /COUNT is "0"/],
      ['COUNT=3;UNTIL=20270101T000000Z', /COUNT and UNTIL stand together/],
    ] as const) {
      await leavesOut([START, `RRULE:FREQ=DAILY;${parts}`], reason);
    }
  });

  it('A7: an end before the start, and lengths that cannot be, are refused; no length is no busy time', async () => {
    for (const [lines, reason] of [
      [['DTEND:20260105T080000Z'], /DTEND .* lies before DTSTART/],
      [['DURATION:-PT1H'], /negative/],
      [['DURATION:P99999999W'], /longer than/],
      [['DURATION:PT1H', 'DTEND:20260105T100000Z'], /stand together/],
    ] as const) {
      await leavesOut([START, ...lines], reason);
    }
    const [start] = meeting('x', 4).match(/\d{8}T\d{6}Z$/m) ?? [];
    const none = await uploaded(event(`DTSTART:${start}`, `DTEND:${start}`), event(`DTSTART:${start}`));
    assert.deepEqual([none.skipped, none.busyBlocks], [[], 0]);
  });

  it('A8: without DTSTART it is left out with its line; without UID or DTSTAMP it is busy all the same', async () => {
    await leavesOut(['SUMMARY:When?'], /it has no DTSTART/);
    const plain = meeting('x', 5).replaceAll(/^(UID|DTSTAMP):.*\r\n/gm, '');
    const calendar = await uploaded(plain);
    assert.deepEqual([calendar.items, calendar.skipped], [1, []]);
    assert.deepEqual(await busy(small), [instantAhead(5, '09:00')]);
  });

  it(
    'A10: a line of a megabyte, ten thousand attendees, 1,300 series and 500 components in each other',
    { timeout: 4 * IN_TIME },
    async () => {
      const attendees = Array.from({ length: 10_000 }, (_, index) => `ATTENDEE:mailto:p${index}@example.org`);
      const [first = '', ...rest] = meeting('good', 3).split('\r\n');
      const long = [first, `DESCRIPTION:${'x'.repeat(1_000_000)}`, ...attendees, ...rest].join('\r\n');
      assert.equal((await uploaded(long)).busyBlocks, 1);
      const birthdays = Array.from({ length: 1_300 }, (_, index) =>
        event(`DTSTART;VALUE=DATE:1${String(500 + (index % 400))}0301`, 'RRULE:FREQ=YEARLY').replace(
          'UID:bad',
          `UID:${index}`,
        ),
      );
      const kept = await busy(small);
      // Within the limits, or stopped at two seconds on a busy machine: nothing is half-read.
      const answer = await upload(calendarText(...birthdays));
      if (answer.status === 200) assert.equal(answer.json<Person>().calendars[0]?.items, 1_300);
      else assert.match(answer.problem().detail, /longer than 2 s/);
      assert.deepEqual(kept, [instantAhead(3, '09:00')]);
      const nested = ['BEGIN:VCALENDAR', ...Array.from({ length: 500 }, () => 'BEGIN:VEVENT')].join('\r\n');
      assert.match((await upload(nested)).problem().detail, /nested more than 8 deep/);
    },
  );

  it('A15, A16, A19: nothing of an appointment is kept but its time; nothing in it is fetched, mailed or rung', async () => {
    let fetched = 0;
    const canary = createServer((_request, response) => {
      fetched += 1;
      response.end();
    });
    await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve));
    const address = canary.address();
    assert.ok(address !== null && typeof address === 'object');
    const url = `http://127.0.0.1:${address.port}/canary`;
    const hostile = [
      `ATTACH:${url}`,
      'ATTACH:file:///etc/passwd',
      'ATTACH:http://169.254.169.254/canary',
      `URL:${url}`,
      'CONFERENCE;VALUE=URI:javascript:canary()',
      `X-ALT-DESC;FMTTYPE=text/html:<img src="${url}">`,
      'DESCRIPTION:<img src=x onerror=canary()>',
      'BEGIN:VALARM',
      'ACTION:EMAIL',
      'TRIGGER:-PT1M',
      'REPEAT:999999',
      'DURATION:PT1M',
      'ATTENDEE:mailto:canary@example.org',
      `ATTACH:${url}`,
      'SUMMARY:canary',
      'END:VALARM',
      'BEGIN:VALARM',
      'ACTION:PROCEDURE',
      'ATTACH:file:///bin/canary',
      'TRIGGER:-PT1M',
      'END:VALARM',
    ];
    const [first = '', ...rest] = meeting('one', 3).split('\r\n');
    const calendar = await uploaded([first, ...hostile, ...rest].join('\r\n'));
    assert.deepEqual([calendar.busyBlocks, calendar.skipped], [1, []]);
    assert.deepEqual(await busy(small), [instantAhead(3, '09:00')]);
    const { db } = database.store();
    for (const table of [
      'calendar',
      'calendar_busy',
      'calendar_part',
      'outbox_message',
      'audit_entry',
    ] as const) {
      const rows = await db
        .selectFrom(table)
        .selectAll()
        .where('organisation_id', '=', small.organisation)
        .execute();
      assert.doesNotMatch(JSON.stringify(rows), /canary|passwd|onerror/, table);
    }
    const sent = await db
      .selectFrom('outbox_message')
      .selectAll()
      .where('organisation_id', '=', small.organisation)
      .execute();
    assert.deepEqual(sent, []);
    canary.closeAllConnections();
    await new Promise((resolve) => canary.close(resolve));
    assert.equal(fetched, 0);
  });

  it('B12: a leap second is the second before it; the year 0 is refused, and 9999 is beyond what is asked', async () => {
    const leap = meeting('leap', 3)
      .replace('090000Z', '235960Z')
      .replace(/DTEND.*/, 'DURATION:PT1H');
    await uploaded(leap);
    assert.deepEqual(await busy(small), [instantAhead(3, '23:59')]);
    await leavesOut(['DTSTART:00000101T000000Z', 'DURATION:PT1H'], /does not exist/);
    const far = await uploaded(event('DTSTART:99991231T235959Z', 'DURATION:PT1H'), meeting('good', 3));
    assert.deepEqual([far.items, far.busyBlocks, far.skipped], [2, 1, []]);
    const long = await uploaded(event('DTSTART:20260101T000000Z', 'DTEND:99991231T000000Z'));
    assert.match(long.skipped[0]?.reason ?? '', /longer than 3660 days/);
  });

  it('leaves no error behind', () => assert.deepEqual(server.errors, []));
});

function counted(many: number): string {
  return Array.from({ length: many }, (_, index) => index).join();
}
