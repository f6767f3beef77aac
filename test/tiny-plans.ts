/** The least cost of all plans of a tiny problem, by trying each. Shares nothing with the solver or the judge. */
import { HALF_HOUR } from './tiny-problem.ts';
import type { Tiny, TinyLoop, TinySession } from './tiny-problem.ts';

/** `people` of the session's seats in order; -1 for a place left empty. */
type Put = {
  readonly loop: number;
  readonly session: number;
  readonly day: number;
  readonly from: number;
  readonly to: number;
  readonly people: readonly number[];
};

const UNPLACED = 1_000_000;

export function leastTinyCost(tiny: Tiny): number {
  let least = Infinity;
  const nextLoop = (loop: number, put: readonly Put[], lost: number): void => {
    const here = tiny.loops[loop];
    if (here === undefined) {
      least = Math.min(least, lost * UNPLACED + costOf(tiny, put));
      return;
    }
    nextLoop(loop + 1, put, lost + 1);
    const nextSession = (session: number, now: readonly Put[]): void => {
      const asked = here.sessions[session];
      if (asked === undefined) {
        if (
          loopHolds(
            here,
            now.filter((one) => one.loop === loop),
          )
        )
          nextLoop(loop + 1, now, lost);
        return;
      }
      for (const way of waysFor(tiny, { loop, session }, now)) nextSession(session + 1, [...now, way]);
    };
    nextSession(0, put);
  };
  nextLoop(0, [], 0);
  return least;
}

function* waysFor(tiny: Tiny, of: { loop: number; session: number }, put: readonly Put[]): Iterable<Put> {
  const loop = tiny.loops[of.loop] as TinyLoop;
  const { length, window, seats } = loop.sessions[of.session] as TinySession;
  for (let day = 0; day < tiny.days; day += 1) {
    for (let from = window[0]; from + length <= window[1]; from += 1) {
      const to = from + length;
      const meets = put.some(
        (one) => one.loop === of.loop && one.day === day && one.from < to && from < one.to,
      );
      if (meets || loop.away.some((slot) => slot >= from && slot < to)) continue;
      const ways = fillings(seats, 0).map((people) => ({ ...of, day, from, to, people }));
      yield* ways.filter((way) => peopleHold(tiny, loop, [...put, way], way));
    }
  }
}

function fillings(seats: TinySession['seats'], index: number): number[][] {
  const seat = seats[index];
  if (seat === undefined) return [[]];
  const rest = fillings(seats, index + 1);
  return [...seat.people, ...(seat.optional ? [-1] : [])].flatMap((person) =>
    rest.filter((others) => person < 0 || !others.includes(person)).map((others) => [person, ...others]),
  );
}

function peopleHold({ people }: Tiny, loop: TinyLoop, put: readonly Put[], way: Put): boolean {
  return way.people.every((id) => {
    const person = people[id];
    if (person === undefined) return true;
    if (person.busy.some((slot) => slot >= way.from && slot < way.to)) return false;
    const others = put.filter((one) => one !== way && one.people.includes(id));
    if (!loop.meetAgain && others.some((one) => one.loop === way.loop)) return false;
    const sameDay = others.filter((one) => one.day === way.day);
    return (
      sameDay.length < person.most &&
      sameDay.every((one) => one.to + person.gap <= way.from || way.to + person.gap <= one.from)
    );
  });
}

function loopHolds({ sessions, maxDays, gapMin, gapMax }: TinyLoop, put: readonly Put[]): boolean {
  const sorted = put.toSorted((a, b) => a.day - b.day || a.from - b.from);
  const before = (a: number, b: number): boolean =>
    sorted.findIndex((one) => one.session === a) < sorted.findIndex((one) => one.session === b);
  const ordered = sessions.every(({ after, first, last }, index) =>
    sessions.every(
      (_, other) =>
        other === index ||
        ((!after.includes(other) || before(other, index)) &&
          (!first || before(index, other)) &&
          (!last || before(other, index))),
    ),
  );
  const paced = sorted.every((one, index) => {
    const earlier = sorted[index - 1];
    if (earlier?.day !== one.day) return true;
    return one.from - earlier.to >= gapMin && one.from - earlier.to <= gapMax;
  });
  return ordered && paced && new Set(put.map(({ day }) => day)).size <= maxDays;
}

function costOf({ people, loops }: Tiny, put: readonly Put[]): number {
  let cost = 0;
  for (let loop = 0; loop < loops.length; loop += 1) {
    const own = put.filter((one) => one.loop === loop);
    if (own.length > 0) cost += 10 * Math.min(...own.map(({ day }) => day));
    for (const day of new Set(own.map((one) => one.day))) {
      const here = own.filter((one) => one.day === day);
      const span = Math.max(...here.map(({ to }) => to)) - Math.min(...here.map(({ from }) => from));
      cost += HALF_HOUR * (span - here.reduce((sum, { from, to }) => sum + to - from, 0));
    }
  }
  people.forEach(({ recent, fair, prefers }, id) => {
    const held = put.filter((one) => one.people.includes(id));
    cost += 25 * (fair === 99 ? 0 : Math.max(0, recent + held.length - fair));
    if (prefers !== undefined)
      cost += 10 * held.filter(({ from, to }) => from < prefers[0] || to > prefers[1]).length;
  });
  return cost + 5 * put.reduce((sum, one) => sum + one.people.filter((person) => person < 0).length, 0);
}
