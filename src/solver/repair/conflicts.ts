/**
 * Where loops that were placed without regard for each other collide: in a person, a room or a candidate.
 *
 * Each conflict comes with ways out. No right plan holds both uses, so in every right plan at least one of the loops
 * leaves free what it took at the minute named; with one exception, a limit per day or week, where a plan may keep
 * the minutes by other sessions.
 */
import { at } from '#solver/at.ts';
import { NEVER, siteOf, walkBetween } from '#solver/model/model.ts';
import type { Model } from '#solver/model/model.ts';
import type { Placement } from '#solver/search/state.ts';
import type { Avoid } from './demands.ts';

export type Conflict = { readonly loops: readonly [number, number]; readonly waysOut: readonly Avoid[] };

/** A loop with where its sessions stand. */
export type Stood = { readonly loop: number; readonly placements: readonly Placement[] };

export function conflictOf(model: Model, one: Stood, other: Stood): Conflict | undefined {
  for (const a of one.placements) {
    for (const b of other.placements) {
      if (a.session === b.session || Math.abs(a.day - b.day) > 1) continue;
      const waysOut = clash(model, [one.loop, a], [other.loop, b]);
      if (waysOut !== undefined) return { loops: [one.loop, other.loop], waysOut };
    }
  }
  return undefined;
}

/** A session that a loop holds; -1 where it is a group session's or frozen. */
export type Use = readonly [loop: number, placement: Placement];

function clash(model: Model, one: Use, other: Use): readonly Avoid[] | undefined {
  const [[, a], [, b]] = [one, other];
  const walk = walkBetween(model, siteOf(model, a.room), siteOf(model, b.room));
  for (const person of a.people) {
    if (!b.people.includes(person)) continue;
    const { gap } = at(model.people, person);
    if (!tooNear(a, b, Math.max(gap, walk))) continue;
    const rooms = tooNear(a, b, gap) ? [] : roomsApart(one, other);
    return [...apart('person', person, [one, other]), ...rooms];
  }
  if (a.room >= 0 && a.room === b.room && tooNear(a, b, 0)) return apart('room', a.room, [one, other]);
  return candidateClash(model, one, other, walk);
}

function candidateClash(model: Model, one: Use, other: Use, walk: number): readonly Avoid[] | undefined {
  const [[first, a], [second, b]] = [one, other];
  const candidate = at(model.loops, first).candidate;
  if (candidate !== at(model.loops, second).candidate || !tooNear(a, b, walk)) return undefined;
  if ([a, b].some(({ session }) => at(model.sessions, session).debrief)) return undefined;
  const rooms = tooNear(a, b, 0) ? [] : roomsApart(one, other);
  return [...apart('candidate', candidate, [one, other]), ...rooms];
}

function tooNear(a: Placement, b: Placement, need: number): boolean {
  return a.start < b.end + need && b.start < a.end + need;
}

/** Sessions that follow each other without the time to walk may also go to other rooms. */
function roomsApart(one: Use, other: Use): Avoid[] {
  return meetingMinutes(one, other).flatMap(([loop, minute], place) => {
    const { room } = (place === 0 ? one : other)[1];
    return room < 0 ? [] : [{ loop, kind: 'room' as const, index: room, minute }];
  });
}

function apart(kind: Avoid['kind'], index: number, [one, other]: readonly [Use, Use]): Avoid[] {
  return meetingMinutes(one, other).map(([loop, minute]) => ({ loop, kind, index, minute }));
}

/** The minute at which both are there; or the last of the earlier one and the first of the later one. */
function meetingMinutes([first, a]: Use, [second, b]: Use): readonly (readonly [number, number])[] {
  if (a.end <= b.start) {
    return [
      [first, a.end - 1],
      [second, b.start],
    ];
  }
  if (b.end <= a.start) {
    return [
      [first, a.start],
      [second, b.end - 1],
    ];
  }
  const minute = Math.max(a.start, b.start);
  return [
    [first, minute],
    [second, minute],
  ];
}

/**
 * A day or a week on which somebody of the moved loops has more sessions than allowed, one of them of a loop that may
 * give way. `others` are the uses of the person by loops that stand; those of loop -1 stay whatever happens.
 */
export function overload(
  model: Model,
  moved: readonly Stood[],
  others: (person: number) => readonly Use[],
): Conflict | undefined {
  for (const [person, own] of usesByPerson(moved)) {
    const { maxPerDay, maxPerWeek } = at(model.people, person);
    if (maxPerDay >= NEVER && maxPerWeek >= NEVER) continue;
    const all = [...own, ...others(person)];
    const pair =
      crowded(all, maxPerDay, ({ day }) => day) ??
      crowded(all, maxPerWeek, ({ day }) => at(model.calendar.weekOf, day));
    if (pair === undefined) continue;
    const waysOut = pair.map(([loop, { start: minute }]): Avoid => ({
      loop,
      kind: 'person',
      index: person,
      minute,
    }));
    return { loops: [pair[0][0], pair[1][0]], waysOut };
  }
  return undefined;
}

function usesByPerson(all: readonly Stood[]): Map<number, Use[]> {
  const uses = new Map<number, Use[]>();
  for (const { loop, placements } of all) {
    for (const placement of placements) {
      for (const person of placement.people) {
        const own = uses.get(person) ?? [];
        own.push([loop, placement]);
        uses.set(person, own);
      }
    }
  }
  return uses;
}

/** The first use, which is a moved loop's, and one of another loop that may give way, where there are too many. */
function crowded(
  uses: readonly Use[],
  most: number,
  of: (placement: Placement) => number,
): readonly [Use, Use] | undefined {
  for (const group of Map.groupBy(uses, ([, placement]) => of(placement)).values()) {
    const [first] = group;
    if (first === undefined || first[0] < 0 || group.length <= most) continue;
    const other = group.find(([loop]) => loop >= 0 && loop !== first[0]);
    if (other !== undefined) return [first, other];
  }
  return undefined;
}
