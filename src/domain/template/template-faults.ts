/** What in a loop template does not fit together: the rules of loop problems, told in the template's own places. */
import type { Fault } from '#domain/fault.ts';
import type { LoopProblem, Seat } from '#domain/planning/loop-problem.ts';
import type { InterviewModule, LoopTemplate, Surroundings } from './loop-template.ts';
import { problemFaults } from '#domain/planning/problem-faults.ts';
import { contradictionFaults } from './template-contradictions.ts';

/** No id of a file is empty. */
const LOOP = '';
const SESSIONS = 'loops[0].sessions[';

/**
 * Doubled ids, an order that names nothing or runs in a circle, hours that end before they start, rules that no day
 * can keep.
 * Places are paths in the template (`modules[2].after[0]`). Whom a seat names is not asked: see `joinedFaults`.
 */
export function templateFaults(template: LoopTemplate): readonly Fault[] {
  const seats = template.modules.flatMap((module) => module.seats);
  const people = new Set(seats.flatMap((seat) => seat.people ?? []));
  const rooms = new Set(template.modules.flatMap((module) => module.room?.oneOf ?? []));
  const around: Surroundings = {
    timeZone: 'UTC',
    days: ['2026-01-05'],
    people: [...people].map((id) => ({ id })),
    pools: Object.fromEntries(seats.flatMap(emptyPool)),
    rooms: [...rooms].map((id) => ({ id })),
    walking: [],
    candidates: [],
  };
  return joinedFaults(template, around).template;
}

export type JoinedFaults = { readonly template: readonly Fault[]; readonly around: readonly Fault[] };

/**
 * Faults of a template together with people, rooms, candidates and dates: those in places of the template
 * (`modules[2].seats[0].pool`, `hours`, `timeZone`, `days`), and the others (`people[4].works[0].to`).
 */
export function joinedFaults(template: LoopTemplate, around: Surroundings): JoinedFaults {
  const { modules, hours } = template;
  const problem: LoopProblem = {
    format: 'loop-problem/1',
    ...around,
    hours,
    candidates: [...around.candidates, { id: LOOP }],
    loops: [{ id: LOOP, candidate: LOOP, sessions: modules.map(asSession) }],
  };
  const ours: Fault[] = [];
  const others: Fault[] = [];
  for (const fault of problemFaults(problem)) {
    if (fault.place.startsWith(SESSIONS)) {
      ours.push({ ...fault, place: `modules[${fault.place.slice(SESSIONS.length)}` });
    } else {
      (/^(hours|timeZone|days)\b/.test(fault.place) ? ours : others).push(fault);
    }
  }
  return { template: [...ours, ...contradictionFaults(template)], around: others };
}

function asSession(module: InterviewModule): LoopProblem['loops'][number]['sessions'][number] {
  const { title: _title, purpose: _purpose, evaluated: _evaluated, together: _most, ...session } = module;
  return session;
}

function emptyPool(seat: Seat): [string, string[]][] {
  return seat.pool === undefined ? [] : [[seat.pool, []]];
}
