/**
 * A lower bound on what is left: the loop without "nobody twice", stretch, longest gap and walking.
 *
 * What remains is a shortest path over (set of sessions held, slot), solved once backwards by dynamic programming
 * (Held and Karp 1962), so that the search knows for every prefix what the rest costs at least. `wait` on the same
 * date costs its minutes; going on to another date is free while dates remain. Sets that no loop within the budget
 * can pass through are left out.
 *
 * This file is a kernel: indices are known to exist, and casts say so.
 */
import { NEVER } from '#solver/model/model.ts';
import type { Times } from './times.ts';
import type { Steps } from '#solver/search/rows.ts';
import { MOST_LISTED } from './pieces.ts';
import type { Horizon, Task } from './pieces.ts';

export type Relaxation = {
  /** Cheapest completion from `mask` done, when the last session stood at slot `slot` of piece `piece`. */
  readonly after: (mask: number, piece: number, slot: number, datesLeft: number) => number;
  /** Cheapest loop, its delay included; NEVER if none, at least the budget if none costs less. */
  readonly least: number;
};

/** Slots × sets of sessions beyond which the tables would be too large; then each session counts by itself. */
const MOST_CELLS = 8_000_000;

type Tables = {
  readonly task: Task;
  readonly times: readonly Times[];
  readonly horizon: Horizon;
  readonly base: number;
  readonly slots: number;
  readonly masks: number;
  readonly days: number;
  readonly steps: readonly Steps[];
  /** Least cost from "these are held, and the next starts at the slot or later on its date", by (left, mask, slot). */
  readonly open: Int32Array;
  /** Least cost from "these are held, and the next starts on the day or later", by (left, mask, day). */
  readonly closed: Int32Array;
  /** Sets that lie on some loop within the budget, by (left, mask). */
  readonly alive: Uint8Array;
};

/** `budget`: loops that cost as much are of no interest. */
export function relax(
  task: Task,
  times: readonly Times[],
  horizon: Horizon,
  budget: number = NEVER,
): Relaxation {
  const { calendar } = task.model;
  const base = calendar.firstSlot[horizon.firstDay] as number;
  const slots = (calendar.firstSlot[horizon.endDay] as number) - base;
  const states = task.loop.maxDays * 2 ** task.pieces.length;
  if (task.pieces.length > MOST_LISTED || states * slots > MOST_CELLS)
    return eachByItself(task, times, horizon);
  const days = horizon.endDay - horizon.firstDay;
  const tables: Tables = {
    task,
    times,
    horizon,
    base,
    slots,
    days,
    masks: 1 << task.pieces.length,
    steps: task.pieces.map(({ session }) => knownSteps(task, session.minutes, horizon)),
    open: new Int32Array(states * slots),
    closed: new Int32Array(states * (days + 1)),
    alive: new Uint8Array(states),
  };
  fillAll(tables, budget);
  return {
    after: (mask, piece, slot, left) => follow(tables, left * tables.masks + mask, piece, slot - base),
    least: leastOf(tables),
  };
}

function fillAll(tables: Tables, budget: number): void {
  const { task, masks } = tables;
  const { reachable } = task.order;
  const held = cheapestOfHeld(tables);
  const delay = task.model.weights.delay * tables.horizon.firstDay;
  for (let left = 0; left < task.loop.maxDays; left += 1) {
    for (let mask = masks - 2; mask >= 0; mask -= 1) {
      if (reachable[mask] === 1) fill(tables, left, mask, budget - delay - (held[mask] as number));
    }
  }
}

/** What the sessions of each set cost at least, each by itself. */
function cheapestOfHeld({ times, masks }: Tables): Int32Array {
  const held = new Int32Array(masks);
  for (let mask = 1; mask < masks; mask += 1) {
    const lowest = 31 - Math.clz32(mask & -mask);
    held[mask] = (held[mask & (mask - 1)] as number) + (times[lowest] as Times).cheapest;
  }
  return held;
}

function knownSteps(task: Task, minutes: number, { firstDay, endDay }: Horizon): Steps {
  const { calendar } = task.model;
  const { steps } = task.state.rows.fixed;
  const key = ((minutes + task.loop.gapMin * 10_000) * 512 + firstDay) * 512 + endDay;
  const known = steps.get(key);
  if (known !== undefined) return known;
  const base = calendar.firstSlot[firstDay] as number;
  const made = stepsOf(task, minutes, base, (calendar.firstSlot[endDay] as number) - base);
  steps.set(key, made);
  return made;
}

function stepsOf(task: Task, minutes: number, base: number, slots: number): Steps {
  const { start, dayOf } = task.model.calendar;
  const next = new Int32Array(slots).fill(-1);
  const wait = new Int32Array(slots);
  let other = 0;
  for (let slot = 0; slot < slots; slot += 1) {
    const end = (start[base + slot] as number) + minutes;
    while (other < slots && (start[base + other] as number) < end + task.loop.gapMin) other += 1;
    if (other >= slots || dayOf[base + other] !== dayOf[base + slot]) continue;
    next[slot] = other;
    wait[slot] = ((start[base + other] as number) - end) * task.model.weights.waiting;
  }
  return { next, wait };
}

/** `budget`: what the rest may cost, without reaching it. */
function fill(tables: Tables, left: number, mask: number, budget: number): void {
  const { slots, open, closed, days, masks } = tables;
  const state = left * masks + mask;
  open.fill(NEVER, state * slots, (state + 1) * slots);
  closed.fill(NEVER, state * (days + 1), (state + 1) * (days + 1));
  if (!begin(tables, left, mask, state * slots)) return;
  const least = waitOn(tables, state * slots, state * (days + 1));
  if (least < budget) tables.alive[state] = 1;
  // From the empty set a loop begins: on which day tells its delay.
  for (let day = days - 1; mask !== 0 && day >= 0; day -= 1) {
    const index = state * (days + 1) + day;
    closed[index] = Math.min(closed[index] as number, closed[index + 1] as number);
  }
}

/** Lets each start wait for a later one of its date, and notes the cheapest of each day; returns the cheapest of all. */
function waitOn(tables: Tables, row: number, closedRow: number): number {
  const { base, slots, open, closed } = tables;
  const { start, dayOf } = tables.task.model.calendar;
  const { waiting } = tables.task.model.weights;
  let least = NEVER;
  for (let slot = slots - 1; slot >= 0; slot -= 1) {
    const day = closedRow + (dayOf[base + slot] as number) - tables.horizon.firstDay;
    const begun = open[row + slot] as number;
    closed[day] = Math.min(closed[day] as number, begun);
    least = Math.min(least, begun);
    if (slot + 1 === slots || dayOf[base + slot + 1] !== dayOf[base + slot]) continue;
    const minutes = (start[base + slot + 1] as number) - (start[base + slot] as number);
    open[row + slot] = Math.min(begun, (open[row + slot + 1] as number) + minutes * waiting);
  }
  return least;
}

/** Into `open`: what it costs at least if the next session starts right at each slot. False where none can. */
function begin(tables: Tables, left: number, mask: number, row: number): boolean {
  const { task, masks } = tables;
  const { pieces } = task;
  const { precedes } = task.order;
  let some = false;
  for (let piece = 0; piece < pieces.length; piece += 1) {
    if ((mask & (1 << piece)) !== 0 || ((precedes[piece] as number) & ~mask) !== 0) continue;
    const state = left * masks + (mask | (1 << piece));
    const full = (mask | (1 << piece)) === masks - 1;
    const goesOn = tables.alive[state] === 1 || (left > 0 && tables.alive[state - masks] === 1);
    if (!full && !goesOn) continue;
    some = beginWith(tables, { piece, state, full, left }, row) || some;
  }
  return some;
}

function beginWith(
  tables: Tables,
  by: { readonly piece: number; readonly state: number; readonly full: boolean; readonly left: number },
  row: number,
): boolean {
  const { slots, open } = tables;
  const { least, first } = tables.times[by.piece] as Times;
  const { next, wait } = tables.steps[by.piece] as Steps;
  const offset = tables.base - first;
  const after = by.state * slots;
  let some = false;
  for (let slot = 0; slot < slots; slot += 1) {
    let cost = least[offset + slot] as number;
    if (cost >= NEVER) continue;
    if (!by.full && by.left > 0) cost += follow(tables, by.state, by.piece, slot);
    else if (!by.full) {
      const at = next[slot] as number;
      cost += at < 0 ? NEVER : (wait[slot] as number) + (open[after + at] as number);
    }
    if (cost >= (open[row + slot] as number)) continue;
    open[row + slot] = cost;
    some = true;
  }
  return some;
}

/** What the rest costs at least from the state (left, mask) on, the last session having been the piece at the slot. */
function follow(tables: Tables, state: number, piece: number, slot: number): number {
  const { masks, slots, days } = tables;
  const left = Math.floor(state / masks);
  if (state - left * masks === masks - 1) return 0;
  let best = NEVER;
  if (tables.alive[state] === 1) {
    const { next, wait } = tables.steps[piece] as Steps;
    const at = next[slot] as number;
    if (at >= 0) best = Math.min(NEVER, (wait[slot] as number) + (tables.open[state * slots + at] as number));
  }
  if (left === 0 || tables.alive[state - masks] !== 1) return best;
  const day = (tables.task.model.calendar.dayOf[tables.base + slot] as number) - tables.horizon.firstDay + 1;
  return Math.min(best, tables.closed[(state - masks) * (days + 1) + day] as number);
}

function leastOf({ task, masks, days, closed, alive, horizon }: Tables): number {
  const state = (task.loop.maxDays - 1) * masks;
  if (masks === 1) return 0;
  if (alive[state] !== 1) return NEVER;
  let least = NEVER;
  for (let day = 0; day < days; day += 1) {
    const cost = closed[state * (days + 1) + day] as number;
    if (cost < NEVER) least = Math.min(least, cost + task.model.weights.delay * (horizon.firstDay + day));
  }
  return least;
}

/** For loops of very many sessions: the cheapest time of each, whatever the order. */
function eachByItself(task: Task, times: readonly Times[], horizon: Horizon): Relaxation {
  const sum = (mask: number): number =>
    times.reduce(
      (total, { cheapest }, piece) => ((mask >> piece) & 1 ? total : Math.min(NEVER, total + cheapest)),
      0,
    );
  return { after: (mask) => sum(mask), least: sum(0) + task.model.weights.delay * horizon.firstDay };
}
