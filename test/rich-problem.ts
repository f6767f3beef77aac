import type { LoopProblem } from '#domain/planning/loop-problem.ts';

/**
 * A problem that uses what few problems do: debriefs with everyone, groups within and across loops of one candidate,
 * optional seats, shadows, sites, two loops over two days, people in four zones.
 */
export const RICH: LoopProblem = {
  format: 'loop-problem/1',
  timeZone: 'Europe/Berlin',
  grid: 15,
  days: ['2026-12-07', '2026-12-08', '2026-12-11', '2026-12-14'],
  hours: { from: '09:00', to: '18:00' },
  people: [
    { id: 'ada', fair: 2, recent: 1, prefers: { from: '10:00', to: '16:00' } },
    {
      id: 'bob',
      timeZone: 'Europe/London',
      works: [{ days: ['mon', 'tue', 'fri'], from: '08:00', to: '16:00' }],
    },
    { id: 'cyd', timeZone: 'Asia/Kolkata', prefers: { from: '13:00', to: '20:00' }, gap: 15 },
    {
      id: 'dan',
      timeZone: 'America/New_York',
      works: [{ days: ['mon', 'tue'], from: '05:00', to: '24:00' }],
    },
    { id: 'eve', maxPerDay: 2, maxPerWeek: 4, fair: 1 },
    { id: 'fay', busy: [{ start: '2026-12-07T10:00:00+01:00', end: '2026-12-07T12:00:00+01:00' }] },
  ],
  pools: { leads: ['ada', 'bob', 'cyd'], all: ['ada', 'bob', 'cyd', 'dan', 'eve', 'fay'] },
  rooms: [
    { id: 'r1', seats: 3, site: 'north', features: ['screen'] },
    { id: 'r2', seats: 8, site: 'south' },
    { id: 'r3' },
  ],
  walking: [{ sites: ['north', 'south'], minutes: 20 }],
  candidates: [
    { id: 'kim', available: [{ start: '2026-12-07T08:00:00Z', end: '2026-12-08T17:00:00Z' }] },
    { id: 'lee' },
  ],
  loops: [
    {
      id: 'k',
      candidate: 'kim',
      maxDays: 2,
      gap: { min: 0, max: 120 },
      stretch: 150,
      sessions: [
        { id: 'k-hm', kind: 'individual', minutes: 45, seats: [{ pool: 'leads', role: 'lead' }], room: {} },
        {
          id: 'k-panel',
          kind: 'panel',
          minutes: 60,
          after: ['k-hm'],
          seats: [
            { pool: 'leads', role: 'lead' },
            { pool: 'all', count: 2 },
            { people: ['eve', 'fay'], role: 'shadow', optional: true },
          ],
          room: { seats: 4, features: ['screen'] },
        },
        { id: 'k-lunch', kind: 'meal', minutes: 60, window: { from: '11:30', to: '14:00' }, seats: [] },
        {
          id: 'k-debrief',
          kind: 'debrief',
          minutes: 30,
          seats: [{ everyone: true }, { people: ['dan'], role: 'observer', optional: true }],
          room: { oneOf: ['r1', 'r2'] },
        },
      ],
    },
    {
      id: 'l',
      candidate: 'lee',
      earliest: '2026-12-08',
      latest: '2026-12-11',
      meetAgain: true,
      sessions: [
        { id: 'l-tour', kind: 'tour', minutes: 30, seats: [{ pool: 'all', role: 'greeter' }], first: true },
        {
          id: 'l-talk',
          kind: 'presentation',
          minutes: 60,
          seats: [{ pool: 'all', count: 2 }],
          room: {},
          last: true,
        },
        { id: 'l-break', kind: 'break', minutes: 15, seats: [], after: ['g-case'] },
      ],
    },
    {
      id: 'm',
      candidate: 'kim',
      sessions: [{ id: 'm-talk', kind: 'individual', minutes: 45, seats: [{ pool: 'all' }] }],
    },
  ],
  groups: [
    {
      id: 'g-case',
      kind: 'group',
      minutes: 60,
      loops: ['k', 'l'],
      seats: [{ pool: 'all', count: 2, role: 'observer' }],
      room: { seats: 4 },
    },
    { id: 'g-own', kind: 'meal', minutes: 45, loops: ['k', 'm'], seats: [{ pool: 'leads', role: 'host' }] },
    {
      id: 'g-debrief',
      kind: 'debrief',
      minutes: 30,
      loops: ['l', 'm'],
      seats: [{ everyone: true, optional: true }],
    },
  ],
  declined: [{ session: 'k-hm', person: 'cyd' }],
  weights: { preference: 4, delay: 2 },
};
