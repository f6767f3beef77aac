/** Somebody leaves: the loops in which they still have sessions, and how each can be handed over. */
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { RepairView } from '#domain/repair/loop-repair.ts';
import type { Engagement, Loop } from '#domain/loop/loop.ts';
import type { PlanningFacts } from '#domain/planning/planning-facts.ts';
import { WISHES, type Wish } from '#domain/repair/repair.ts';
import { millisecondsOf } from '#domain/time/zoned.ts';

/** A session of the person that has not ended. */
export type LeavingSession = { readonly title: string; readonly start: Instant; readonly end: Instant };

/**
 * One loop, with the state it was looked at in. `offers` are the hand-overs, the best first, of which `chosen` is the
 * key of one; without any, `none` says why. `cancellable`: it has not begun.
 */
export type LeavingLoop = {
  readonly loop: string;
  readonly sequence: number;
  readonly candidate: string;
  readonly opening: string;
  readonly timeZone: string;
  readonly sessions: readonly LeavingSession[];
  readonly offers: readonly RepairView[];
  readonly chosen?: string;
  readonly none?: string;
  readonly cancellable: boolean;
};

export type Leaving = {
  readonly person: { readonly id: string; readonly name: string; readonly version: number };
  readonly loops: readonly LeavingLoop[];
};

/** Hand-overs shown for one loop. */
const MOST_OFFERS = 4;

/** Those that keep the times first; each once, by a key that is the same whenever the same is offered. */
export function offersOf(rankings: Readonly<Record<Wish, readonly RepairView[]>>): RepairView[] {
  const all = WISHES.flatMap((wish) => rankings[wish]).map((view) => ({ ...view, key: offerKey(view) }));
  return [...new Map(all.map((view) => [view.key, view])).values()].slice(0, MOST_OFFERS);
}

function offerKey({ sessions, changed }: RepairView): string {
  const parts = sessions
    .filter(({ module }) => changed.includes(module))
    .map(({ module, start, people, room }) =>
      [module, start, people.map(({ id, seat }) => `${seat}:${id}`).join(','), room?.id ?? ''].join(' '),
    );
  return parts.join('; ');
}

/** To the scheduler who leaves is busy for good; people say that they leave. */
export function leavingText(text: string, name: string): string {
  return text.replaceAll(`${name} has other appointments.`, `${name} leaves.`);
}

/** The person's sessions of a loop that have not ended. */
export function sessionsLeft(loop: Loop, person: string, now: Instant): LeavingSession[] {
  return loop.sessions
    .filter(({ end, people }) => isAhead(end, now) && people.some(({ id }) => id === person))
    .map(({ title, start, end }) => ({ title, start, end }));
}

export function hasBegun(loop: Loop, now: Instant): boolean {
  return loop.sessions.some(({ start }) => !isAhead(start, now));
}

function isAhead(time: Instant, now: Instant): boolean {
  return millisecondsOf(time) > millisecondsOf(now);
}

/** What a hand-over that is not booked yet would take of people and rooms. */
export function engagementsOf(loop: Loop, { sessions }: RepairView, candidate: string): Engagement[] {
  return sessions.flatMap(({ module, kind, start, end, people, room }) => {
    const held = loop.sessions.find((session) => session.module === module);
    if (held === undefined) return [];
    const taken = { people: people.map(({ id }) => id), room: room?.id ?? null, site: room?.site ?? null };
    return [{ session: held.id, loops: held.loops, start, end, kind, candidates: [candidate], ...taken }];
  });
}

/** The facts as if these loops were handed over already, so that nobody is taken twice. */
export function factsAfter(
  facts: PlanningFacts,
  handedOver: ReadonlyMap<string, readonly Engagement[]>,
): PlanningFacts {
  const others = facts.engagements.filter(
    ({ loops }) => loops.length > 1 || !loops.some((loop) => handedOver.has(loop)),
  );
  return { ...facts, engagements: [...others, ...[...handedOver.values()].flat()] };
}
