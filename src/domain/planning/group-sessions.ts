/**
 * Who is together in a group session when several candidates are planned at once.
 *
 * The scheduler takes groups as given. They are filled evenly and only with candidates who share a time at which the
 * session can be; those who can come least often choose first.
 */
import type { LocalDate, LocalHours, ProblemCandidate, ProblemRoom } from './loop-problem.ts';
import type { InterviewModule, LoopTemplate, Surroundings } from '#domain/template/loop-template.ts';
import { minuteAt, minuteFrom, minuteOf } from '#domain/time/zoned.ts';

/** Most candidates in a group session whose module does not say: beyond six, somebody falls silent. */
export const GROUP_SIZE = 6;

/** One group session: the module's id and those of its candidates, two at least. */
export type Group = { readonly module: string; readonly candidates: readonly string[] };

/** The groups of every module of kind group. A candidate whom no group takes has the session alone. */
export function groupsOf(template: LoopTemplate, around: Surroundings): Group[] {
  return template.modules
    .filter(({ kind }) => kind === 'group')
    .flatMap((module) => {
      const spans = around.days.map((day) => spanOf(day, template.hours, module, around.timeZone));
      return divided(around.candidates, module, { spans, most: groupSizeOf(module, around.rooms) })
        .filter(({ length }) => length > 1)
        .map((candidates) => ({ module: module.id, candidates }));
    });
}

/** Most candidates in one session of the module, with the places that rooms leave beside its people. At least 1. */
export function groupSizeOf(module: InterviewModule, rooms: readonly ProblemRoom[]): number {
  return Math.max(1, Math.min(module.together ?? GROUP_SIZE, placesLeft(module, rooms)));
}

/** Places for candidates in the largest room that suits the module; infinite where nothing limits them. */
export function placesLeft(module: InterviewModule, rooms: readonly ProblemRoom[]): number {
  const { room, seats } = module;
  if (room === undefined) return Infinity;
  const suiting = rooms.filter(
    ({ id, features = [] }) =>
      (room.oneOf?.includes(id) ?? true) && (room.features ?? []).every((one) => features.includes(one)),
  );
  if (suiting.length === 0) return Infinity;
  const taken = seats.reduce((sum, { count = 1, optional }) => sum + (optional === true ? 0 : count), 0);
  return Math.max(...suiting.map((one) => one.seats ?? Infinity)) - taken;
}

type Minutes = { readonly from: number; readonly to: number };
type Filling = { readonly spans: readonly Minutes[]; readonly most: number };
type Gathered = { readonly members: string[]; common: readonly Minutes[] };

function divided(
  candidates: readonly ProblemCandidate[],
  { minutes }: InterviewModule,
  { spans, most }: Filling,
): string[][] {
  const places = Math.ceil(candidates.length / Math.ceil(candidates.length / most));
  const groups: Gathered[] = [];
  const able = candidates.map(({ id, available }) => ({ id, times: timesOf(available, spans) }));
  for (const { id, times } of able.toSorted((a, b) => lengthOf(a.times) - lengthOf(b.times))) {
    const found = groups.find(
      ({ members, common }) => members.length < places && longest(shared(common, times)) >= minutes,
    );
    if (found === undefined) groups.push({ members: [id], common: times });
    else {
      found.members.push(id);
      found.common = shared(found.common, times);
    }
  }
  const listed = new Map(candidates.map(({ id }, index) => [id, index]));
  return groups.map(({ members }) => members.toSorted((a, b) => (listed.get(a) ?? 0) - (listed.get(b) ?? 0)));
}

function spanOf(day: LocalDate, hours: LocalHours, { window }: InterviewModule, zone: string): Minutes {
  const from = Math.max(minuteAt(day, hours.from, zone), minuteAt(day, window?.from ?? hours.from, zone));
  const to = Math.min(minuteAt(day, hours.to, zone), minuteAt(day, window?.to ?? hours.to, zone));
  return { from, to };
}

function timesOf(available: ProblemCandidate['available'], spans: readonly Minutes[]): readonly Minutes[] {
  if (available === undefined) return spans;
  return shared(
    spans,
    available.map(({ start, end }) => ({ from: minuteFrom(start), to: minuteOf(end) })),
  );
}

function shared(some: readonly Minutes[], others: readonly Minutes[]): Minutes[] {
  return some
    .flatMap((one) =>
      others.map((other) => ({ from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) })),
    )
    .filter(({ from, to }) => from < to);
}

function lengthOf(times: readonly Minutes[]): number {
  return times.reduce((sum, { from, to }) => sum + to - from, 0);
}

function longest(times: readonly Minutes[]): number {
  return Math.max(0, ...times.map(({ from, to }) => to - from));
}
