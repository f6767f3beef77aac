/** A small problem and a plan for it that breaks no rule, for the tests of the rules to change. */
import type { LoopProblem, PlannedSession } from '#domain/planning/loop-problem.ts';

/** One loop of a talk, lunch and a debrief on a Monday, and a group session of it with another loop. */
export const PROBLEM: LoopProblem = {
  format: 'loop-problem/1',
  timeZone: 'Europe/Berlin',
  days: ['2026-12-07', '2026-12-08'],
  hours: { from: '09:00', to: '17:00' },
  people: [{ id: 'ada' }, { id: 'bob' }],
  pools: { all: ['ada', 'bob'] },
  rooms: [
    { id: 'r1', site: 'north' },
    { id: 'r2', site: 'south' },
  ],
  walking: [{ sites: ['south', 'north'], minutes: 20 }],
  candidates: [{ id: 'kim' }, { id: 'lee' }],
  loops: [
    {
      id: 'k',
      candidate: 'kim',
      sessions: [
        { id: 'talk', kind: 'individual', minutes: 60, seats: [{ pool: 'all' }], room: {} },
        { id: 'lunch', kind: 'meal', minutes: 60, seats: [], after: ['talk'] },
        { id: 'end', kind: 'debrief', minutes: 30, seats: [{ everyone: true }] },
      ],
    },
    { id: 'l', candidate: 'lee', sessions: [] },
  ],
  groups: [{ id: 'case', kind: 'group', minutes: 60, loops: ['k', 'l'], seats: [{ pool: 'all' }], room: {} }],
};

export type Changes = Readonly<Record<string, Partial<PlannedSession>>>;

type Times = readonly [from: string, to: string];

export function planned(changes: Changes): readonly PlannedSession[] {
  const at = (
    session: string,
    [from, to]: Times,
    people: readonly string[],
    room?: string,
  ): PlannedSession => ({
    session,
    loops: [],
    ...time(from, to),
    ...seated(...people),
    ...(room === undefined ? {} : { room }),
    ...changes[session],
  });
  return [
    at('talk', ['09:00', '10:00'], ['ada'], 'r1'),
    at('case', ['10:30', '11:30'], ['bob'], 'r1'),
    at('lunch', ['11:30', '12:30'], []),
    at('end', ['16:00', '16:30'], ['ada', 'bob']),
  ];
}

export function time(from: string, to: string, date = '2026-12-07'): Pick<PlannedSession, 'start' | 'end'> {
  return { start: `${date}T${from}:00+01:00`, end: `${date}T${to}:00+01:00` };
}

export function seated(...people: readonly string[]): Pick<PlannedSession, 'people'> {
  return { people: people.map((person) => ({ person, seat: 0, role: 'panelist' })) };
}

export function withAda(limits: Partial<LoopProblem['people'][number]>): Partial<LoopProblem> {
  return { people: [{ id: 'ada', ...limits }, { id: 'bob' }] };
}

export function withLoop(limits: Partial<LoopProblem['loops'][number]>): Partial<LoopProblem> {
  return { loops: PROBLEM.loops.map((loop) => (loop.id === 'k' ? { ...loop, ...limits } : loop)) };
}

export function withTalk(
  limits: Partial<LoopProblem['loops'][number]['sessions'][number]>,
): Partial<LoopProblem> {
  return withLoop({
    sessions: (PROBLEM.loops[0]?.sessions ?? []).map((each) =>
      each.id === 'talk' ? { ...each, ...limits } : each,
    ),
  });
}
