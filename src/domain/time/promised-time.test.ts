import assert from 'node:assert/strict';
import { test } from 'node:test';
import { movedSessions, newerZoneData, type PromisedSession } from './promised-time.ts';

function promised(
  wallStart: string,
  timeZone: string,
  start: string,
  more: Partial<PromisedSession> = {},
): PromisedSession {
  const end = Temporal.Instant.from(start).add({ minutes: 45 }).toString();
  const [organisation, session, title] = ['o', 's', 'Design'];
  return {
    organisation,
    session,
    title,
    wallStart,
    timeZone,
    start,
    end,
    tzVersion: '2025b',
    loops: [],
    ...more,
  };
}

test('B4, B5: a session whose zone changed its clocks otherwise keeps its wall time, and its instant moves', () => {
  // Worked out with zone data that knew nothing of British Columbia’s law: -08:00 in the winter of 2026.
  const [moved] = movedSessions([promised('2026-12-15T10:00', 'America/Vancouver', '2026-12-15T18:00:00Z')]);
  assert.deepEqual(moved?.to, {
    start: '2026-12-15T17:00:00+00:00',
    end: '2026-12-15T17:45:00+00:00',
  });
});

test('B4: what agrees with today’s zone data is not moved, whatever version it was worked out with', () => {
  const sound = [
    promised('2026-12-15T10:00', 'America/Vancouver', '2026-12-15T17:00:00Z'),
    promised('2027-01-12T09:00', 'Europe/Berlin', '2027-01-12T08:00:00Z', { tzVersion: 'unknown' }),
  ];
  assert.deepEqual(movedSessions(sound), []);
});

test('B2, B4: the second of two equal hours in autumn is no moved one, nor is a time that spring skips', () => {
  const twice = ['2027-10-31T00:30:00Z', '2027-10-31T01:30:00Z'];
  assert.deepEqual(
    movedSessions(twice.map((start) => promised('2027-10-31T02:30', 'Europe/Berlin', start))),
    [],
  );
  assert.deepEqual(
    movedSessions([promised('2027-03-28T02:30', 'Europe/Berlin', '2027-03-28T01:30:00Z')]),
    [],
  );
});

test('B5: a zone that the zone data know no more is told, and nothing throws', () => {
  const [gone] = movedSessions([promised('2026-12-15T10:00', 'Mars/Olympus', '2026-12-15T10:00:00Z')]);
  assert.deepEqual([gone?.timeZone, gone?.to], ['Mars/Olympus', undefined]);
});

test('B6: zone data older than what a session was worked out with are told', () => {
  const of = (...versions: readonly string[]): PromisedSession[] =>
    versions.map((tzVersion) => promised('2027-01-12T09:00', 'UTC', '2027-01-12T09:00:00Z', { tzVersion }));
  assert.equal(newerZoneData(of('2025b', '2026c', 'unknown'), '2026b'), '2026c');
  assert.equal(newerZoneData(of('2025b', '2026c'), '2026c'), undefined);
  assert.equal(newerZoneData(of('2026c'), 'unknown'), undefined);
  assert.equal(newerZoneData([], '2026c'), undefined);
});
