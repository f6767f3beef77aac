/**
 * A lower bound on what is left: the loop without "nobody twice", stretch, longest gap and walking.
 *
 * What remains is a shortest path over (set of sessions held, slot), solved once backwards by dynamic programming
 * (Held and Karp 1962), so that the search knows for every prefix what the rest costs at least. `wait` on the same
 * date costs its minutes; going on to another date is free while dates remain.
 *
 * This file is a kernel: indices are known to exist, and casts say so.
 */
import { NEVER } from '#solver/model/model.ts';
import type { Options } from './options.ts';
import type { Horizon, Task } from './pieces.ts';

export type Relaxation = {
  /** Cheapest completion from `mask` done, when the last session ended at slot `slot` of piece `piece`. */
  readonly after: (mask: number, piece: number, slot: number, datesLeft: number) => number;
  /** Cheapest loop that begins on the day, its delay included; NEVER if none. */
  readonly fromDay: (day: number) => number;
};

type Tables = {
  readonly task: Task;
  readonly base: number;
  readonly slots: number;
  readonly masks: number;
  readonly days: number;
  readonly least: readonly Int32Array[];
  /** First slot at which another session may follow on the same date, and the minutes waited until it; -1 none. */
  readonly next: readonly Int32Array[];
  readonly open: Int32Array;
  readonly closed: Int32Array;
  readonly begin: Int32Array;
};

export function relax(task: Task, options: readonly Options[], horizon: Horizon): Relaxation {
  const tables = prepare(task, options, horizon);
  const full = tables.masks - 1;
  const reachable = reachableMasks(task.precedes, tables.masks);
  for (let left = 0; left < task.loop.maxDays; left += 1) {
    for (let mask = full - 1; mask >= 0; mask -= 1) {
      if (reachable[mask] === 1) fill(tables, horizon, left, mask);
    }
  }
  const top = task.loop.maxDays - 1;
  const { delay } = task.model.weights;
  return {
    after: (mask, piece, slot, left) =>
      follow(tables, horizon, { left, mask, piece, slot: slot - tables.base }),
    fromDay: (day) => {
      const least = tables.begin[top * tables.days + day - horizon.firstDay] as number;
      return least >= NEVER ? NEVER : least + delay * day;
    },
  };
}

function prepare(task: Task, options: readonly Options[], horizon: Horizon): Tables {
  const { calendar } = task.model;
  const base = calendar.firstSlot[horizon.firstDay] as number;
  const slots = (calendar.firstSlot[horizon.endDay] as number) - base;
  const masks = 1 << task.pieces.length;
  const days = horizon.endDay - horizon.firstDay;
  const least = options.map((of) => {
    const row = new Int32Array(slots).fill(NEVER);
    for (let slot = 0; slot < slots; slot += 1) row[slot] = of[base + slot]?.[0]?.least ?? NEVER;
    return row;
  });
  const size = task.loop.maxDays * masks;
  return {
    task,
    base,
    slots,
    masks,
    days,
    least,
    next: task.pieces.map((piece) => nextSlots(task, piece.session.minutes, base, slots)),
    open: new Int32Array(size * slots).fill(NEVER),
    closed: new Int32Array(size * (days + 1)).fill(NEVER),
    begin: new Int32Array(task.loop.maxDays * days).fill(NEVER),
  };
}

function nextSlots(task: Task, minutes: number, base: number, slots: number): Int32Array {
  const { start, dayOf } = task.model.calendar;
  const next = new Int32Array(slots).fill(-1);
  let other = 0;
  for (let slot = 0; slot < slots; slot += 1) {
    const ready = (start[base + slot] as number) + minutes + task.loop.gapMin;
    while (other < slots && (start[base + other] as number) < ready) other += 1;
    if (other < slots && dayOf[base + other] === dayOf[base + slot]) next[slot] = other;
  }
  return next;
}

function reachableMasks(precedes: readonly number[], masks: number): Uint8Array {
  const reachable = new Uint8Array(masks);
  reachable[0] = 1;
  for (let mask = 0; mask < masks; mask += 1) {
    if (reachable[mask] === 0) continue;
    precedes.forEach((before, piece) => {
      if ((before & ~mask) === 0) reachable[mask | (1 << piece)] = 1;
    });
  }
  return reachable;
}

function fill(tables: Tables, horizon: Horizon, left: number, mask: number): void {
  const { task, base, slots, open, days } = tables;
  const { start, dayOf } = task.model.calendar;
  const row = (left * tables.masks + mask) * slots;
  const closedRow = (left * tables.masks + mask) * (days + 1);
  for (let slot = slots - 1; slot >= 0; slot -= 1) {
    const day = (dayOf[base + slot] as number) - horizon.firstDay;
    const begun = startAt(tables, horizon, { left, mask, slot });
    if (begun < (tables.closed[closedRow + day] as number)) tables.closed[closedRow + day] = begun;
    let best = begun;
    if (slot + 1 < slots && dayOf[base + slot + 1] === dayOf[base + slot]) {
      const minutes = (start[base + slot + 1] as number) - (start[base + slot] as number);
      const waited = (open[row + slot + 1] as number) + minutes * task.model.weights.waiting;
      if (waited < best) best = waited;
    }
    open[row + slot] = best;
  }
  if (mask === 0) {
    for (let day = 0; day < days; day += 1)
      tables.begin[left * days + day] = tables.closed[closedRow + day] as number;
  }
  for (let day = days - 1; day >= 0; day -= 1) {
    const later = tables.closed[closedRow + day + 1] as number;
    if (later < (tables.closed[closedRow + day] as number)) tables.closed[closedRow + day] = later;
  }
}

function startAt(tables: Tables, horizon: Horizon, at: { left: number; mask: number; slot: number }): number {
  const { precedes, pieces } = tables.task;
  let best = NEVER;
  for (let piece = 0; piece < pieces.length; piece += 1) {
    if ((at.mask & (1 << piece)) !== 0 || ((precedes[piece] as number) & ~at.mask) !== 0) continue;
    const cost = (tables.least[piece] as Int32Array)[at.slot] as number;
    if (cost >= NEVER) continue;
    const mask = at.mask | (1 << piece);
    const total = cost + follow(tables, horizon, { left: at.left, mask, piece, slot: at.slot });
    if (total < best) best = total;
  }
  return best;
}

function follow(
  tables: Tables,
  horizon: Horizon,
  at: { left: number; mask: number; piece: number; slot: number },
): number {
  if (at.mask === tables.masks - 1) return 0;
  const { task, base } = tables;
  const { start, dayOf } = task.model.calendar;
  let best = NEVER;
  const next = (tables.next[at.piece] as Int32Array)[at.slot] as number;
  if (next >= 0) {
    const end =
      (start[base + at.slot] as number) + (task.pieces[at.piece] as Task['pieces'][number]).session.minutes;
    const waiting = ((start[base + next] as number) - end) * task.model.weights.waiting;
    best = waiting + (tables.open[(at.left * tables.masks + at.mask) * tables.slots + next] as number);
  }
  if (at.left > 0) {
    const day = (dayOf[base + at.slot] as number) - horizon.firstDay + 1;
    const row = ((at.left - 1) * tables.masks + at.mask) * (tables.days + 1);
    best = Math.min(best, tables.closed[row + day] as number);
  }
  return best;
}
