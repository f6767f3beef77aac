/** The calendar files that we write, as a parser reads them that shares nothing with ours: python3-icalendar. */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { agendaText } from '#calendars/write.ts';
import type { CalendarEvent } from '#domain/calendar/calendar.ts';
import { pythonWith } from './python.ts';

const READER = `
import json, sys
from icalendar import Calendar
events = Calendar.from_ical(sys.stdin.buffer.read()).walk("VEVENT")
json.dump([[str(e["UID"]), int(e["SEQUENCE"]), str(e["SUMMARY"]), str(e["DESCRIPTION"]), str(e["LOCATION"]),
            str(e["STATUS"]), e.decoded("DTSTART").isoformat(), e.decoded("DTEND").isoformat()] for e in events], sys.stdout)
`;

/** No backslash before n, comma or semicolon: icalendar 4 reads those wrongly, and `write.test.ts` has them. */
const TEXTS = [
  'Plain',
  'semi; comma, back\\slash "quotes" colon: equals=',
  'Zoë 山田 😀 مرحبا',
  'x'.repeat(300),
  'ä😀'.repeat(60),
  'BEGIN:VEVENT END:VCALENDAR',
];

test('A18: another parser reads every word and time that we wrote', (t) => {
  const found = pythonWith('icalendar');
  if (found.kind === 'absent') {
    t.skip(found.reason);
    return;
  }
  const events = TEXTS.map((text, index): CalendarEvent => ({
    uid: `session-${index}`,
    sequence: index,
    stamp: '2026-11-23T12:00:00Z',
    start: '2026-12-15T10:00:00-07:00',
    end: '2026-12-15T11:00:00-07:00',
    zone: 'America/Vancouver',
    summary: text,
    description: `${text}\n\n${text}`,
    location: text,
    status: index === 0 ? 'TENTATIVE' : 'CONFIRMED',
  }));
  const answer = spawnSync(found.python, ['-c', READER], {
    input: agendaText('Kim', events),
    encoding: 'utf8',
  });
  assert.equal(answer.status, 0, answer.stderr);
  assert.deepEqual(
    JSON.parse(answer.stdout),
    events.map(({ uid, sequence, summary, description, location, status }) => [
      uid,
      sequence,
      summary,
      `${description}\n\n2026-12-15 10:00–11:00 America/Vancouver (UTC-07:00)`,
      location,
      status,
      '2026-12-15T17:00:00+00:00',
      '2026-12-15T18:00:00+00:00',
    ]),
  );
});
