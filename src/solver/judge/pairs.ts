/** Two sessions of one person or candidate: how much time is between them, and how much the way takes. */
import { type Facts, inTime, type Placed, wholeMinutes } from './facts.ts';

export type Pair = {
  readonly sessions: readonly [Placed, Placed];
  /** Whole minutes from the end of the first to the start of the second; negative when they overlap. */
  readonly free: number;
  /** True when they overlap, or `gap` minutes are owed and not there. */
  readonly crowded: boolean;
  /** Minutes of the way between their rooms' sites; 0 where either has none, or no way is stated. */
  readonly walk: number;
};

/** Each session with each later one, by start. */
export function pairsOf(facts: Facts, sessions: readonly Placed[], gap: number): readonly Pair[] {
  const order = inTime(sessions);
  return order.flatMap((one, index) =>
    order.slice(index + 1).map((two): Pair => {
      const free = wholeMinutes(two.from - one.to);
      const crowded = free < 0 || (gap > 0 && free < gap);
      return { sessions: [one, two], free, crowded, walk: walkBetween(facts, one, two) };
    }),
  );
}

export type Attendance = { readonly id: string; readonly gap: number; readonly sessions: readonly Placed[] };

/** The sessions of each person of the problem, in the plan's order. */
export function peopleAttending(facts: Facts): readonly Attendance[] {
  const held = new Map<string, Placed[]>();
  for (const at of facts.placed.values()) {
    for (const person of new Set(at.people.map((seated) => seated.person))) grouped(held, person).push(at);
  }
  return facts.problem.people.map(({ id, gap }) => ({ id, gap: gap ?? 0, sessions: held.get(id) ?? [] }));
}

/** The sessions of each candidate, debriefs aside; one of two loops of the same candidate counts for each. */
export function candidatesAttending(facts: Facts): readonly Attendance[] {
  const held = new Map<string, Placed[]>();
  for (const at of facts.placed.values()) {
    if (at.session.kind === 'debrief') continue;
    for (const loop of at.loops) {
      const candidate = facts.loops.get(loop)?.candidate;
      if (candidate !== undefined) grouped(held, candidate).push(at);
    }
  }
  return [...held].map(([id, sessions]) => ({ id, gap: 0, sessions }));
}

function grouped(held: Map<string, Placed[]>, id: string): Placed[] {
  const list = held.get(id) ?? [];
  held.set(id, list);
  return list;
}

function walkBetween(facts: Facts, one: Placed, two: Placed): number {
  const from = siteOf(facts, one);
  const to = siteOf(facts, two);
  if (from === undefined || to === undefined || from === to) return 0;
  const way = facts.problem.walking?.findLast(
    ({ sites: [a, b] }) => (a === from && b === to) || (a === to && b === from),
  );
  return way?.minutes ?? 0;
}

function siteOf(facts: Facts, { room }: Placed): string | undefined {
  return room === undefined ? undefined : facts.rooms.get(room)?.site;
}
