import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agendaDays, breakBefore, zoneLine, type AgendaSession } from './agenda-days.ts';

const session = (start: string, end: string): AgendaSession => ({
  title: start,
  kind: 'individual',
  evaluated: true,
  start,
  end,
  people: [],
});

test('puts sessions on the dates of the zone, in order', () => {
  const late = session('2026-12-07T23:30:00Z', '2026-12-08T00:00:00Z');
  const early = session('2026-12-07T09:00:00Z', '2026-12-07T10:00:00Z');
  assert.deepEqual(
    agendaDays([late, early], 'Europe/Berlin').map((day) => [day.date, day.sessions.length]),
    [
      ['2026-12-07', 1],
      ['2026-12-08', 1],
    ],
  );
  assert.deepEqual(agendaDays([late, early], 'America/New_York')[0]?.sessions, [early, late]);
});

test('knows the free time before a session', () => {
  const day = [
    session('2026-12-07T09:00:00Z', '2026-12-07T10:00:00Z'),
    session('2026-12-07T10:15:00Z', '2026-12-07T11:00:00Z'),
  ];
  assert.deepEqual([breakBefore(day, 0), breakBefore(day, 1)], [0, 15]);
});

test('names the zone once, and both offsets where the clocks change', () => {
  const before = session('2026-10-24T09:00:00Z', '2026-10-24T10:00:00Z');
  const after = session('2026-10-26T09:00:00Z', '2026-10-26T10:00:00Z');
  assert.equal(zoneLine([before], 'Europe/Berlin'), 'All times are Berlin time (UTC+2).');
  assert.equal(zoneLine([before, after], 'Europe/Berlin'), 'All times are Berlin time (UTC+2, UTC+1).');
});
