/**
 * Times on one date that keep order, gaps and stretch: dynamic programming over (set held, last session, its slot),
 * which keeps the latest moment from which the stretch may count; who sits and who walks is left out.
 *
 * This file is a kernel: indices are known to exist, and casts say so.
 */
import { slotFrom } from '#solver/model/calendar.ts';
import { NEVER } from '#solver/model/model.ts';
import type { LoopModel } from '#solver/model/model.ts';
import { nextBit } from './bits.ts';
import type { Standing } from './earliest.ts';
import type { Ask, Question } from './question.ts';

/** A set held: where the last session stands, since when the stretch counts, and what came before. */
type Held = Standing & { readonly since: number; readonly end: number; readonly before: Held | undefined };

/** True where an earlier end may be worse, so that `earliest.ts` does not tell all. */
export function isPaced({ gapMax, stretch }: LoopModel): boolean {
  return gapMax < NEVER || stretch < NEVER;
}

type Table = readonly Map<number, Held>[];

/** The timeline that ends first; undefined where none keeps the rules. */
export function pacedTimeline(question: Question, day: number): readonly Standing[] | undefined {
  const sets = 1 << question.pieces.length;
  const table: Table = Array.from({ length: sets }, () => new Map<number, Held>());
  for (let set = 0; set < sets; set += 1) {
    if (question.reachable[set] === 0) continue;
    const states = set === 0 ? [undefined] : (table[set] as Map<number, Held>).values();
    for (const state of states) goOn(question, day, { set, state, table });
  }
  let best: Held | undefined;
  for (const state of (table[sets - 1] as Map<number, Held>).values())
    if (best === undefined || state.end < best.end) best = state;
  return best === undefined ? undefined : timelineOf(best);
}

type From = { readonly set: number; readonly state: Held | undefined; readonly table: Table };

/** Every session that can follow the state, wherever it can stand. */
function goOn(question: Question, day: number, { set, state, table }: From): void {
  question.precedes.forEach((before, piece) => {
    if ((set & (1 << piece)) !== 0 || (before & ~set) !== 0) return;
    const states = table[set | (1 << piece)] as Map<number, Held>;
    for (const next of following(question, day, { state, piece })) keepLatest(states, next);
  });
}

function keepLatest(states: Map<number, Held>, next: Held): void {
  const key = next.piece * 100_000 + next.slot;
  const old = states.get(key);
  if (old === undefined || next.since > old.since) states.set(key, next);
}

type Step = { readonly state: Held | undefined; readonly piece: number };

/** Where the piece can stand after the state. */
function* following({ model, pieces, loop }: Question, day: number, { state, piece }: Step): Iterable<Held> {
  const { calendar } = model;
  const { stands, session } = pieces[piece] as Ask;
  const first = calendar.firstSlot[day] as number;
  const to = calendar.firstSlot[day + 1] as number;
  const from = state === undefined ? first : Math.max(first, slotFrom(calendar, state.end + loop.gapMin));
  for (let slot = nextBit(stands, from, to); slot >= 0; slot = nextBit(stands, slot + 1, to)) {
    const start = calendar.start[slot] as number;
    if (state !== undefined && start - state.end > loop.gapMax) return;
    const end = start + session.minutes;
    const since = state?.since ?? start;
    if ((session.rest ? start : end) - since > loop.stretch) return;
    yield { piece, slot, end, since: session.rest ? end : since, before: state };
  }
}

function timelineOf(held: Held): Standing[] {
  const found: Standing[] = [];
  for (let state: Held | undefined = held; state !== undefined; state = state.before)
    found.unshift({ piece: state.piece, slot: state.slot });
  return found;
}
