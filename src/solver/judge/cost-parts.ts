/** The cost parts, one function each: facts in, an amount out. The amount is weighed in `#solver/cost.ts`. */
import type { CostPart } from '#domain/planning/loop-problem.ts';
import { dateAt, exactMinuteOf } from '#domain/time/zoned.ts';
import {
  attendedOf,
  eligibleFor,
  type Facts,
  hoursOn,
  lies,
  loopsPlaced,
  type Placed,
  placesOf,
  wholeMinutes,
} from './facts.ts';

export const AMOUNTS: Readonly<Record<CostPart, (facts: Facts) => number>> = {
  unplaced,
  waiting,
  preference,
  overload,
  delay,
  unfilled,
  moved,
  replaced,
  rerouted,
};

/** Loops not placed. */
function unplaced(facts: Facts): number {
  return facts.problem.loops.length - loopsPlaced(facts).length;
}

/** Minutes that a candidate is there between sessions. */
function waiting(facts: Facts): number {
  return sum(loopsPlaced(facts), ({ id }) => {
    const byDate = Map.groupBy(attendedOf(facts, id), ({ date }) => date);
    return sum([...byDate.values()], idleMinutes);
  });
}

function idleMinutes(sessions: readonly Placed[]): number {
  const from = Math.min(...sessions.map((each) => each.from));
  const to = Math.max(...sessions.map((each) => each.to));
  return wholeMinutes(to - from) - sum(sessions, ({ session }) => session.minutes);
}

/** People who sit in a session that is not wholly inside what they prefer. */
function preference(facts: Facts): number {
  return sum([...facts.placed.values()], (at) =>
    count(at.people, ({ person: id }) => {
      const person = facts.people.get(id);
      if (person?.prefers === undefined) return false;
      const zone = person.timeZone ?? facts.problem.timeZone;
      return !lies(at, hoursOn(dateAt(Math.floor(at.from), zone), person.prefers, zone));
    }),
  );
}

/** Sessions beyond what is fair, over all people who state it. */
function overload(facts: Facts): number {
  const held = new Map<string, number>();
  for (const { people } of facts.placed.values()) {
    for (const { person } of people) held.set(person, (held.get(person) ?? 0) + 1);
  }
  return sum(facts.problem.people, ({ id, fair, recent }) =>
    fair === undefined ? 0 : Math.max(0, (recent ?? 0) + (held.get(id) ?? 0) - fair),
  );
}

/** Per placed loop, how far down the list of days its first session's date is. */
function delay(facts: Facts): number {
  return sum(loopsPlaced(facts), ({ id }) => {
    const [first] = attendedOf(facts, id)
      .map(({ date }) => date)
      .toSorted();
    return first === undefined ? 0 : Math.max(0, facts.problem.days.indexOf(first));
  });
}

/** Optional places left empty. */
function unfilled(facts: Facts): number {
  return sum([...facts.placed.values()], (at) =>
    sum(at.session.seats, (seat, index) => {
      if (seat.optional !== true) return 0;
      const taken = count(at.people, ({ seat: sits }) => sits === index);
      return Math.max(0, placesOf(seat, eligibleFor(facts, at, seat)) - taken);
    }),
  );
}

/** Sessions of the previous plan that start at another time, or are gone. */
function moved(facts: Facts): number {
  return count(previousOf(facts), ({ session, start }) => {
    const now = facts.placed.get(session);
    return now === undefined || now.from !== exactMinuteOf(start);
  });
}

/** People of the previous plan who no longer sit in their session, where it is still held. */
function replaced(facts: Facts): number {
  return sum(previousOf(facts), ({ session, people }) => {
    const now = facts.placed.get(session);
    if (now === undefined) return 0;
    const sits = new Set(now.people.map(({ person }) => person));
    return count(people, ({ person }) => !sits.has(person));
  });
}

/** Sessions whose room is another one than in the previous plan. */
function rerouted(facts: Facts): number {
  return count(previousOf(facts), ({ session, room }) => {
    const now = facts.placed.get(session);
    return now !== undefined && now.room !== room;
  });
}

type Previous = NonNullable<Facts['problem']['previous']>['sessions'];

function previousOf(facts: Facts): Previous {
  return facts.problem.previous?.sessions ?? [];
}

function sum<T>(items: readonly T[], amount: (item: T, index: number) => number): number {
  return items.reduce((total, item, index) => total + amount(item, index), 0);
}

function count<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.filter((item) => holds(item)).length;
}
