import { test } from 'node:test';
import assert from 'node:assert/strict';
import { calendar, event, hour, readText, starts } from './calendar-fixture.ts';

test('a series keeps its wall-clock time across a clock change', () => {
  const lines = event(
    'UID:a',
    'DTSTART;TZID=Europe/Berlin:20270326T100000',
    'DURATION:PT1H',
    'RRULE:FREQ=DAILY;COUNT=3',
  );
  assert.deepEqual(
    readText(calendar(...lines)).busy.map(({ start }) => start),
    ['2027-03-26T10:00:00+01:00', '2027-03-27T10:00:00+01:00', '2027-03-28T10:00:00+02:00'],
  );
});

test('a skipped time is read with the offset before the change, a doubled one as its first', () => {
  const at = (time: string): string | undefined =>
    readText(calendar(...event('UID:a', `DTSTART;TZID=Europe/Berlin:${time}`, 'DURATION:PT1H')), 'UTC')
      .busy[0]?.start;
  assert.equal(at('20270328T023000'), '2027-03-28T01:30:00+00:00');
  assert.equal(at('20271031T023000'), '2027-10-31T00:30:00+00:00');
});

test('B3: Vancouver keeps its summer offset in the winter of 2026', () => {
  const lines = event('UID:a', 'DTSTART;TZID=America/Vancouver:20261215T100000', 'DURATION:PT1H');
  assert.equal(readText(calendar(...lines), 'UTC').busy[0]?.start, '2026-12-15T17:00:00+00:00');
});

test('B11: all-day and floating times are those of the owner', () => {
  const reading = readText(
    calendar(
      ...event('UID:a', 'DTSTART;VALUE=DATE:20261207', 'DTEND;VALUE=DATE:20261209'),
      ...event('UID:b', 'DTSTART:20261210T090000', 'DTEND:20261210T093000'),
    ),
    'Asia/Kolkata',
  );
  assert.deepEqual(reading.busy, [
    { start: '2026-12-07T00:00:00+05:30', end: '2026-12-09T00:00:00+05:30' },
    { start: '2026-12-10T09:00:00+05:30', end: '2026-12-10T09:30:00+05:30' },
  ]);
});

test('B7: zone names of Windows, with prefixes and with numbers at the end', () => {
  const names = [
    'W. Europe Standard Time',
    '/mozilla.org/20050126_1/Europe/Berlin',
    'Romance Standard Time 2',
  ];
  for (const name of names) {
    const reading = readText(
      calendar(...event('UID:a', `DTSTART;TZID="${name}":20261207T100000`, 'DURATION:PT1H')),
    );
    assert.deepEqual(starts(reading), ['2026-12-07T10:00'], name);
  }
});

function zone(name: string, offset: string): string[] {
  const standard = ['DTSTART:20001029T030000', `TZOFFSETFROM:${offset}`, `TZOFFSETTO:${offset}`];
  return ['BEGIN:VTIMEZONE', `TZID:${name}`, 'BEGIN:STANDARD', ...standard, 'END:STANDARD', 'END:VTIMEZONE'];
}

test('B7: an unknown zone is read by its VTIMEZONE, with its clock changes', () => {
  const rules = [
    'BEGIN:VTIMEZONE',
    'TZID:Customized Time Zone',
    'BEGIN:STANDARD',
    'DTSTART:16011028T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10',
    'END:STANDARD',
    'BEGIN:DAYLIGHT',
    'DTSTART:16010325T020000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3',
    'END:DAYLIGHT',
    'END:VTIMEZONE',
  ];
  const at = (time: string): string | undefined =>
    readText(
      calendar(...rules, ...event('UID:a', `DTSTART;TZID=Customized Time Zone:${time}`, 'DURATION:PT1H')),
      'UTC',
    ).busy[0]?.start;
  assert.equal(at('20261207T100000'), '2026-12-07T09:00:00+00:00');
  assert.equal(at('20270707T100000'), '2027-07-07T08:00:00+00:00');
  assert.equal(at('20270328T023000'), '2027-03-28T01:30:00+00:00');
  assert.equal(at('20271031T023000'), '2027-10-31T00:30:00+00:00');
});

test('B8: a VTIMEZONE that lies about a known zone is not believed, and that is said', () => {
  const reading = readText(calendar(...zone('Europe/Berlin', '+1200'), ...hour()));
  assert.deepEqual(starts(reading), ['2026-12-07T10:00']);
  assert.match(reading.warnings[0]?.reason ?? '', /contradicts the zone database/);
  assert.equal(reading.warnings[0]?.line, 3);
});

test('B7: a zone that nobody knows is no time: the item is skipped with its line, and the rest is used', () => {
  const reading = readText(
    calendar(...event('UID:b', 'DTSTART;TZID=Mars/Olympus:20261207T100000'), ...hour()),
  );
  assert.equal(reading.skipped[0]?.line, 5);
  assert.match(
    reading.skipped[0]?.reason ?? '',
    /"Mars\/Olympus" is not known and the file has no VTIMEZONE/,
  );
  assert.equal(reading.busy.length, 1);
});
