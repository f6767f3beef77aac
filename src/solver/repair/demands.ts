/**
 * What one loop must keep to beyond the problem, so that one exact insertion answers it: a person or a room that it
 * must leave free at some minute, a person it does without, a change that it must not make.
 */
import { at } from '#solver/at.ts';
import { NEVER } from '#solver/model/model.ts';
import type { Calendar, CandidateModel, Model, SessionModel } from '#solver/model/model.ts';
import { newEffort } from '#solver/one-loop/effort.ts';
import { ONE_CLASS, placeLoop } from '#solver/one-loop/one-loop.ts';
import { newRanking, ranked } from '#solver/one-loop/ranking.ts';
import type { Insertion } from '#solver/one-loop/ranking.ts';
import { copyFor } from '#solver/search/rows.ts';
import type { State } from '#solver/search/state.ts';

/** The loop does not use the person, the room or the candidate at that minute since the epoch. */
export type Avoid = {
  readonly loop: number;
  readonly kind: 'person' | 'room' | 'candidate';
  readonly index: number;
  readonly minute: number;
};

/** A session does not take that person, that slot or that room. */
export type Forbidden = {
  readonly session: number;
  readonly kind: 'person' | 'slot' | 'room';
  readonly index: number;
};

export type Demands = {
  readonly avoids: readonly Avoid[];
  readonly forbidden: readonly Forbidden[];
  /** People the loop does without. */
  readonly absent: ReadonlySet<number>;
  /** The days that are worth looking at, by their index; all where it is absent. */
  readonly days?: ReadonlySet<number>;
  /** True where debriefs keep their time. */
  readonly keepDebriefs?: boolean;
};

export const NO_DEMANDS: Demands = { avoids: [], forbidden: [], absent: new Set() };

/**
 * How many insertions may still be searched, and how many nodes each may cost; beyond, its best so far is taken.
 * Counted, so that the same event is answered the same everywhere.
 */
export type Spending = { left: number; readonly nodes: number };

/** The cheapest way to place the loop beside what stands, below the limit; undefined where there is none. */
export function cheapest(
  world: State,
  loop: number,
  how: { readonly demands: Demands; readonly spending: Spending; readonly limit?: number },
): Insertion | undefined {
  how.spending.left -= 1;
  const state = restricted(world, loop, how.demands);
  const { model } = state;
  const ranking = newRanking(1, how.limit ?? NEVER);
  placeLoop(state, at(model.loops, loop), ranking, {
    effort: newEffort(how.spending.nodes, () => false),
    classOf: ONE_CLASS,
    absent: how.demands.absent,
  });
  return ranked(ranking)[0];
}

/** The world as the loop sees it that has to keep to the demands. */
function restricted(
  world: State,
  loop: number,
  { avoids, forbidden, days, keepDebriefs = false }: Demands,
): State {
  const { model, rows } = world;
  const own = avoids.filter((avoid) => avoid.loop === loop);
  const { sessions } = at(model.loops, loop);
  const bans = forbidden.filter(({ session }) => sessions.includes(session));
  const banned = bans.length > 0 || days !== undefined;
  if (own.length === 0 && !banned) return world;
  const cut = (kind: Avoid['kind']): readonly Avoid[] => own.filter((avoid) => avoid.kind === kind);
  const [people, rooms, candidates] = [cut('person'), cut('room'), cut('candidate')];
  const indices = (some: readonly Avoid[]): number[] => some.map(({ index }) => index);
  return {
    ...world,
    model: {
      ...model,
      free: withoutMinutes(model.calendar, model.free, people),
      roomFree: withoutMinutes(model.calendar, model.roomFree, rooms),
      candidates: candidates.reduce(withoutMinute, model.candidates),
      sessions: onDays(model, loop, {
        sessions: bans.reduce(withBan, model.sessions),
        days,
        keepDebriefs,
      }),
    },
    rows: copyFor(rows, {
      people: indices(people),
      rooms: indices(rooms),
      candidates: indices(candidates),
      ...(banned ? { sessions, loops: [loop] } : {}),
    }),
  };
}

/** Each row holds for each slot how many minutes from there on are free. */
function withoutMinutes(
  { start }: Calendar,
  rows: readonly Int32Array[],
  avoids: readonly Avoid[],
): readonly Int32Array[] {
  if (avoids.length === 0) return rows;
  const changed = [...rows];
  for (const { index, minute } of avoids) {
    changed[index] = at(changed, index).map((free, slot) => {
      const ahead = minute - at(start, slot);
      return ahead < 0 ? free : Math.min(free, ahead);
    });
  }
  return changed;
}

function withoutMinute(
  candidates: readonly CandidateModel[],
  { index, minute }: Avoid,
): readonly CandidateModel[] {
  return candidates.map((candidate, place) => {
    if (place !== index) return candidate;
    const available = (candidate.available ?? [[-NEVER, NEVER] as const]).flatMap(([from, to]) => {
      const parts = [[from, Math.min(to, minute)] as const, [Math.max(from, minute + 1), to] as const];
      return parts.filter(([start, end]) => start < end);
    });
    return { ...candidate, available };
  });
}

function withBan(sessions: readonly SessionModel[], { session, kind, index }: Forbidden): SessionModel[] {
  return sessions.map((one) => {
    if (one.index !== session) return one;
    switch (kind) {
      case 'slot':
        return { ...one, slots: one.slots.filter((slot) => slot !== index) };
      case 'room':
        return { ...one, rooms: one.rooms.filter((room) => room !== index) };
      case 'person':
        return {
          ...one,
          declined: new Set([...one.declined, index]),
          seats: one.seats.map((seat) => ({
            ...seat,
            people: seat.people.filter((person) => person !== index),
            set: -1,
          })),
        };
    }
  });
}

type Choosing = {
  readonly sessions: readonly SessionModel[];
  readonly days: ReadonlySet<number> | undefined;
  readonly keepDebriefs: boolean;
};

function onDays(
  model: Model,
  loop: number,
  { sessions, days, keepDebriefs }: Choosing,
): readonly SessionModel[] {
  if (days === undefined) return sessions;
  const own = new Set(at(model.loops, loop).sessions);
  return sessions.map((session) =>
    own.has(session.index)
      ? {
          ...session,
          slots: session.slots.filter((slot) => {
            const kept = !keepDebriefs || !session.debrief || session.previous === undefined;
            const stays = kept || at(model.calendar.start, slot) === session.previous.start;
            return stays && days.has(at(model.calendar.dayOf, slot));
          }),
        }
      : session,
  );
}
