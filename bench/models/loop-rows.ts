import type { Task } from '../reading/peer-problem.ts';
import { coveringBySlot, type Draft } from './time-indexed.ts';

/** Whole or not at all, on one date, the candidate in one session at a time; what waiting, delay and leaving out cost. */
export function tieLoops(draft: Draft, everyLoop: boolean): void {
  for (const [index] of draft.problem.loops.entries()) {
    const held = heldByDay(draft, index, everyLoop);
    for (const task of draft.problem.loops[index]?.tasks ?? []) tieTask(draft, { loop: index, task, held });
    countWaiting(draft, index, held.at(-1));
  }
}

/** `held[day]`: a variable that is 1 when the loop is held on that day or before; undefined where it cannot be. */
type Held = readonly (number | undefined)[];

function heldByDay({ problem, builder, started }: Draft, index: number, everyLoop: boolean): Held {
  const tasks = problem.loops[index]?.tasks ?? [];
  const { delay, unplaced } = problem.weights;
  const days = problem.firstSlot.length - 1;
  // Delay counts the days before the one it is held on, of placed loops: for each, placed less held by then.
  const held = Array.from({ length: days }, (_, day) => {
    const end = (problem.firstSlot[day + 1] ?? 0) - 1;
    const possible = tasks.every((task) => started(task, end) !== undefined);
    if (!possible) return undefined;
    return builder.variable(day < days - 1 ? -delay : delay * (days - 1) - unplaced);
  });
  builder.always(unplaced);
  for (const [day, now] of held.entries()) {
    const next = held[day + 1];
    if (now !== undefined && next !== undefined)
      builder.row({ vars: [next, now], factors: [1, -1], least: 0, most: 1 });
  }
  const last = held.at(-1);
  if (everyLoop) builder.row({ vars: last === undefined ? [] : [last], least: 1, most: 1 });
  return held;
}

type Tie = { readonly loop: number; readonly task: number; readonly held: Held };

function tieTask(draft: Draft, { loop, task, held }: Tie): void {
  const { problem, builder } = draft;
  const group = problem.tasks[task]?.group === true;
  for (const [day, now] of held.entries()) {
    const own = byEndOf(draft, task, day);
    if (own === undefined) continue;
    const vars = now === undefined ? [own] : [own, now];
    const factors = now === undefined ? [1] : [1, -1];
    if (!group) builder.row({ vars, factors, least: 0, most: 0 });
  }
  if (group) tieGroup(draft, { loop, task, held });
}

/** A placed loop has its groups on its own date, at a time that suits its candidate. */
function tieGroup(draft: Draft, { loop, task, held }: Tie): void {
  const { problem, builder, starts } = draft;
  for (const [day, now] of held.entries()) {
    if (now === undefined) continue;
    const by = byEndOf(draft, task, day);
    const earlier = byEndOf(draft, task, day - 1);
    // now - before <= by - earlier
    const terms = [
      { variable: now, factor: 1 },
      { variable: held[day - 1], factor: -1 },
      { variable: by, factor: -1 },
      { variable: earlier, factor: 1 },
    ].filter((term) => term.variable !== undefined);
    builder.row({
      vars: terms.flatMap(({ variable }) => variable ?? []),
      factors: terms.map(({ factor }) => factor),
      least: -2,
      most: 0,
    });
  }
  const barred = new Set(problem.loops[loop]?.barred.get(task) ?? []);
  const vars = (problem.tasks[task]?.starts ?? []).flatMap((slot, index) =>
    barred.has(slot) ? [starts[task]?.[index] ?? 0] : [],
  );
  const placed = held.at(-1);
  if (vars.length > 0 && placed !== undefined) builder.row({ vars: [...vars, placed], least: 0, most: 1 });
}

/** The variable that the task has started by the end of that day. */
function byEndOf({ problem, started }: Draft, task: number, day: number): number | undefined {
  return day < 0 ? undefined : started(task, (problem.firstSlot[day + 1] ?? 0) - 1);
}

function countWaiting(draft: Draft, index: number, placed: number | undefined): void {
  const { problem, builder, starts } = draft;
  const tasks = (problem.loops[index]?.tasks ?? []).flatMap((task) => problem.tasks[task] ?? []);
  if (placed === undefined) return;
  const covering = coveringBySlot(problem, tasks, starts);
  for (let slot = 0; slot < problem.slots; slot += 1) {
    const on = covering[slot] ?? [];
    if (on.length > 1) builder.row({ vars: on, least: 0, most: 1 });
  }
  const days = problem.firstSlot.slice(1).map((end, day) => end - (problem.firstSlot[day] ?? 0));
  const minimum = tasks.reduce((sum, { length }) => sum + length, 0);
  const waited = Array.from({ length: Math.max(0, Math.max(...days) - minimum) }, () =>
    builder.variable(problem.weights.waiting * problem.grid),
  );
  const presence = presenceOf(draft, { tasks, placed });
  boundSpan(draft, { presence, minimum, waited });
  const [first] = waited;
  for (const { slot, begun, open } of presence) {
    const on = covering[slot] ?? [];
    // Begun, still open and in no session: it waits.
    const vars = [...on, ...(first === undefined ? [] : [first]), begun, open, placed];
    const factors = [...vars.slice(3).map(() => 1), -1, -1, 1];
    builder.row({ vars, factors, least: 0, most: vars.length });
  }
  const total = presence.flatMap(({ begun, open }) => [begun, open]);
  builder.row({
    vars: [...waited, ...total, placed],
    factors: [...waited.map(() => 1), ...total.map(() => -1), presence.length + minimum],
    least: 0,
    most: waited.length + presence.length + minimum,
  });
}

/** `begun`: something of the loop has started by the slot; `open`: something of it has not ended when the slot begins. */
type Presence = readonly { readonly slot: number; readonly begun: number; readonly open: number }[];

function presenceOf(
  { problem, builder, started }: Draft,
  { tasks, placed }: { readonly tasks: readonly Task[]; readonly placed: number },
): Presence {
  const from = Math.min(...tasks.map((task) => task.starts[0] ?? Infinity), problem.slots);
  const to = Math.max(...tasks.map((task) => (task.starts.at(-1) ?? -Infinity) + task.length), 0);
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => {
    const slot = from + index;
    const begun = builder.variable();
    const open = builder.variable();
    for (const task of tasks) {
      const by = started(task.index, slot);
      const ended = started(task.index, slot - task.length);
      // A group may be held without this loop.
      if (by !== undefined && task.group)
        builder.row({ vars: [begun, by, placed], factors: [1, -1, -1], least: -1, most: 1 });
      else if (by !== undefined) builder.row({ vars: [begun, by], factors: [1, -1], least: 0, most: 1 });
      // open + ended >= placed
      const vars = ended === undefined ? [open, placed] : [open, ended, placed];
      builder.row({ vars, factors: ended === undefined ? [1, -1] : [1, 1, -1], least: 0, most: 2 });
    }
    return { slot, begun, open };
  });
}

type Span = { readonly presence: Presence; readonly minimum: number; readonly waited: readonly number[] };

/** Begun by t and still open at t + minimum + k: the candidate waits for k + 1 slots at least. */
function boundSpan({ problem, builder }: Draft, { presence, minimum, waited }: Span): void {
  for (const [unit, next] of waited.entries()) {
    const before = waited[unit - 1];
    if (before !== undefined) builder.row({ vars: [before, next], factors: [1, -1], least: 0, most: 1 });
  }
  for (const [index, { slot, begun }] of presence.entries()) {
    for (const [unit, wait] of waited.entries()) {
      const later = presence[index + minimum + unit];
      if (later === undefined || problem.dayOf[later.slot] !== problem.dayOf[slot]) break;
      builder.row({ vars: [wait, begun, later.open], factors: [1, -1, -1], least: -1, most: 1 });
    }
  }
}
