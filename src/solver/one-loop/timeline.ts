/**
 * Depth-first branch and bound over start times, in the order of time.
 *
 * A node is a prefix of the loop: which sessions have been held and when the last one ended. Its bound is what the
 * prefix costs with its places filled as cheaply as one person per place allows (exact, see assignment.ts), plus
 * what the rest costs at least (see relaxation.ts). Children are tried cheapest first, and none that would cost the
 * threshold: the caller raises it step by step (iterative deepening, Korf 1985), so that little is looked at twice
 * and nothing dear is looked at while something cheap may still be found.
 */
import { at } from '#solver/at.ts';
import { NEVER } from '#solver/model/model.ts';
import { assignedCost, popPlace, pushPlace } from './assignment.ts';
import type { Assignment } from './assignment.ts';
import { choicesAt, pricedRowsAt, walkOf } from './options.ts';
import type { Option } from './options.ts';
import type { Times } from './times.ts';
import type { Horizon, Task } from './pieces.ts';
import { limitFor } from './ranking.ts';
import type { Ranking } from './ranking.ts';
import type { Relaxation } from './relaxation.ts';
import type { Effort } from './effort.ts';
import { spent } from './effort.ts';

/** A session with where it stands; the people are still open. */
export type Stand = { readonly piece: number; readonly option: Option };

export type Search = {
  readonly task: Task;
  readonly times: readonly Times[];
  readonly relaxation: Relaxation;
  readonly horizon: Horizon;
  readonly assignment: Assignment;
  readonly ranking: Ranking;
  readonly effort: Effort;
  /** Sessions must have ended by then: the first debrief starts. */
  readonly until: number;
  /** What the debriefs cost whatever the rest looks like. */
  readonly extra: number;
  /** The class of a plan with this prefix (see ranking.ts). */
  readonly classOf: (stands: readonly Stand[]) => string;
  /** Called with every complete timeline worth looking at; `bound` is what it costs at least. */
  readonly complete: (stands: readonly Stand[], bound: number) => void;
  /** What costs as much is left for later. */
  readonly threshold: number;
  /** The least bound of what was left for later; NEVER when nothing was. */
  postponed: number;
};

type Node = {
  readonly mask: number;
  readonly last: Option | undefined;
  readonly before: Node | undefined;
  readonly rest: number;
  readonly datesLeft: number;
  /** Waiting, delay, and places that are not assigned (those of groups). */
  readonly cost: number;
};

/** `after` is the least that the rest costs. */
type Child = Stand & { readonly node: Node; readonly bound: number; readonly after: number };

export function searchTimelines(search: Search): void {
  const root: Node = {
    mask: 0,
    last: undefined,
    before: undefined,
    rest: 0,
    datesLeft: search.task.loop.maxDays,
    cost: search.extra,
  };
  descend(search, root, []);
}

function descend(search: Search, node: Node, stands: Stand[]): void {
  if (spent(search.effort)) return;
  if (stands.length === search.task.pieces.length) {
    search.complete(stands, node.cost + assignedCost(search.assignment));
    return;
  }
  for (const child of childrenOf(search, node)) {
    if (!isOpen(search, child.bound, search.ranking.limit)) continue;
    stands.push(child);
    visit(search, child, stands);
    stands.pop();
  }
}

/** False for what costs too much; it is remembered where it is only left for later. */
function isOpen(search: Search, bound: number, limit: number): boolean {
  if (bound >= limit) return false;
  if (bound < search.threshold) return true;
  if (bound < search.postponed) search.postponed = bound;
  return false;
}

function visit(search: Search, child: Child, stands: Stand[]): void {
  const { task, ranking, assignment } = search;
  const limit = limitFor(ranking, search.classOf(stands));
  if (child.bound >= limit) return;
  const piece = at(task.pieces, child.piece);
  const rows = piece.distinct ? pricedRowsAt(task, piece, child.option) : [];
  let feasible = true;
  for (const row of rows) feasible = pushPlace(assignment, row) < NEVER && feasible;
  const bound = child.node.cost + assignedCost(assignment) + child.after;
  if (feasible && isOpen(search, bound, limit)) descend(search, child.node, stands);
  for (let pushed = 0; pushed < rows.length; pushed += 1) popPlace(assignment);
}

function childrenOf(search: Search, node: Node): Child[] {
  const { task } = search;
  const children: Child[] = [];
  for (let piece = 0; piece < task.pieces.length; piece += 1) {
    const done = (node.mask & (1 << piece)) !== 0;
    if (!done && (at(task.order.precedes, piece) & ~node.mask) === 0)
      addChildren(search, node, piece, children);
  }
  return children.length > 1
    ? children.sort((a, b) => a.bound - b.bound || a.option.slot - b.option.slot || a.piece - b.piece)
    : children;
}

function addChildren(search: Search, node: Node, index: number, children: Child[]): void {
  const { task, ranking } = search;
  const { calendar } = task.model;
  const times = at(search.times, index);
  const held = node.cost + assignedCost(search.assignment);
  const [from, to] = slotRange(search, node);
  for (let slot = from; slot < to; slot += 1) {
    const day = calendar.dayOf[slot] as number;
    const waited = timeCost(task, node, day, calendar.start[slot] as number);
    if (!isOpen(search, held + waited + times.cheapest, ranking.limit)) {
      // Every later start on this date has waited longer.
      slot = at(calendar.firstSlot, day + 1) - 1;
      continue;
    }
    const least = times.least[slot - times.first] as number;
    if (least >= NEVER) continue;
    const datesLeft = node.datesLeft - Number(node.last?.day !== day);
    const after = search.relaxation.after(node.mask | (1 << index), index, slot, datesLeft);
    if (after >= NEVER || !isOpen(search, held + waited + least + after, ranking.limit)) continue;
    addRooms(search, node, { piece: index, slot, after, waited, datesLeft }, children);
  }
}

type Start = {
  readonly piece: number;
  readonly slot: number;
  readonly after: number;
  readonly waited: number;
  readonly datesLeft: number;
};

/** The session at the slot, once for each room worth trying. */
function addRooms(search: Search, node: Node, start: Start, children: Child[]): void {
  const piece = at(search.task.pieces, start.piece);
  for (const option of choicesAt(search.task, piece, at(search.times, start.piece), start.slot)) {
    const next = nodeAt(search, node, start, option);
    if (next === undefined) continue;
    const places = piece.distinct ? option.least - option.floor : 0;
    const bound = next.cost + places + start.after + assignedCost(search.assignment);
    if (isOpen(search, bound, search.ranking.limit))
      children.push({ piece: start.piece, option, node: next, bound, after: start.after });
  }
}

/** Slots at which another session may start: later the same date, or on a later date while dates remain. */
function slotRange(search: Search, node: Node): readonly [number, number] {
  const { firstSlot } = search.task.model.calendar;
  const last = at(firstSlot, search.horizon.endDay);
  if (node.last === undefined) return [at(firstSlot, search.horizon.firstDay), last];
  return [node.last.slot + 1, node.datesLeft > 0 ? last : at(firstSlot, node.last.day + 1)];
}

function nodeAt(search: Search, node: Node, start: Start, option: Option): Node | undefined {
  const { task } = search;
  const piece = at(task.pieces, start.piece);
  if (option.end > search.until || !paceHolds(task, node, option)) return undefined;
  const since = node.last?.day === option.day ? node.rest : option.start;
  if ((piece.session.rest ? option.start : option.end) - since > task.loop.stretch) return undefined;
  return {
    mask: node.mask | (1 << start.piece),
    last: option,
    before: node,
    rest: piece.session.rest ? option.end : since,
    datesLeft: start.datesLeft,
    cost: node.cost + start.waited + (piece.distinct ? option.floor : option.least),
  };
}

/** Gap from the session before; walking from every session before, since one without a room may lie between. */
function paceHolds(task: Task, node: Node, option: Option): boolean {
  const { last } = node;
  if (last === undefined) return true;
  const free = option.start - last.end;
  if (free < 0) return false;
  if (last.day === option.day && (free < task.loop.gapMin || free > task.loop.gapMax)) return false;
  if (task.model.walk.length === 0) return true;
  for (let past: Node | undefined = node; past?.last !== undefined; past = past.before) {
    if (option.start - past.last.end < walkOf(task, past.last, option)) return false;
  }
  return true;
}

/** Waiting since the session before on the date, or the delay of the first date. */
function timeCost(task: Task, node: Node, day: number, start: number): number {
  const { waiting, delay } = task.model.weights;
  if (node.last === undefined) return delay * day;
  return node.last.day === day ? (start - node.last.end) * waiting : 0;
}
