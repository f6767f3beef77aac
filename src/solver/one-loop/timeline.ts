/**
 * Depth-first branch and bound over start times, in the order of time.
 *
 * A node is a prefix of the loop: which sessions have been held and when the last one ended. Its bound is what the
 * prefix costs with its places filled as cheaply as one person per place allows (exact, see assignment.ts), plus
 * what the rest costs at least (see relaxation.ts). Children are tried cheapest first.
 */
import { at } from '#solver/at.ts';
import { NEVER } from '#solver/model/model.ts';
import { assignedCost, popPlace, pushPlace } from './assignment.ts';
import type { Assignment } from './assignment.ts';
import type { Option, Options } from './options.ts';
import { pricedRowsAt, walkOf } from './options.ts';
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
  readonly options: readonly Options[];
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
    if (child.bound >= search.ranking.limit) return;
    stands.push(child);
    visit(search, child, stands);
    stands.pop();
  }
}

function visit(search: Search, child: Child, stands: Stand[]): void {
  const { task, ranking, assignment } = search;
  if (child.bound >= limitFor(ranking, search.classOf(stands))) return;
  const piece = at(task.pieces, child.piece);
  const rows = piece.distinct ? pricedRowsAt(task, piece, child.option) : [];
  let feasible = true;
  for (const row of rows) feasible = pushPlace(assignment, row) < NEVER && feasible;
  const bound = child.node.cost + assignedCost(assignment) + child.after;
  if (feasible && bound < limitFor(ranking, search.classOf(stands))) descend(search, child.node, stands);
  for (let pushed = 0; pushed < rows.length; pushed += 1) popPlace(assignment);
}

function childrenOf(search: Search, node: Node): Child[] {
  const { task } = search;
  const assigned = assignedCost(search.assignment);
  const children: Child[] = [];
  const [from, to] = slotRange(search, node);
  for (let piece = 0; piece < task.pieces.length; piece += 1) {
    const done = (node.mask & (1 << piece)) !== 0;
    if (done || (at(task.precedes, piece) & ~node.mask) !== 0) continue;
    for (let slot = from; slot < to; slot += 1) {
      const options = search.options[piece]?.[slot];
      if (options !== undefined) addChildren(search, node, { piece, options, assigned }, children);
    }
  }
  return children.sort((a, b) => a.bound - b.bound || a.option.slot - b.option.slot || a.piece - b.piece);
}

function addChildren(
  search: Search,
  node: Node,
  from: { readonly piece: number; readonly options: readonly Option[]; readonly assigned: number },
  children: Child[],
): void {
  for (const option of from.options) {
    const child = childAt(search, node, { piece: from.piece, option }, from.assigned);
    if (child !== undefined && child.bound < search.ranking.limit) children.push(child);
  }
}

/** Slots at which another session may start: later the same date, or on a later date while dates remain. */
function slotRange(search: Search, node: Node): readonly [number, number] {
  const { firstSlot } = search.task.model.calendar;
  const last = at(firstSlot, search.horizon.endDay);
  if (node.last === undefined) return [at(firstSlot, search.horizon.firstDay), last];
  return [node.last.slot + 1, node.datesLeft > 0 ? last : at(firstSlot, node.last.day + 1)];
}

function childAt(search: Search, node: Node, stand: Stand, assigned: number): Child | undefined {
  const { task } = search;
  const { option } = stand;
  const piece = at(task.pieces, stand.piece);
  if (option.end > search.until || !paceHolds(task, node, option)) return undefined;
  const newDate = node.last?.day !== option.day;
  const since = newDate ? option.start : node.rest;
  if ((piece.session.rest ? option.start : option.end) - since > task.loop.stretch) return undefined;
  const datesLeft = node.datesLeft - Number(newDate);
  if (datesLeft < 0) return undefined;
  const mask = node.mask | (1 << stand.piece);
  const after = search.relaxation.after(mask, stand.piece, option.slot, datesLeft);
  if (after >= NEVER) return undefined;
  const cost = node.cost + timeCost(task, node, option) + (piece.distinct ? option.floor : option.least);
  const places = piece.distinct ? option.least - option.floor : 0;
  const rest = piece.session.rest ? option.end : since;
  const next: Node = { mask, last: option, before: node, rest, datesLeft, cost };
  return { ...stand, bound: cost + places + after + assigned, after, node: next };
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

function timeCost(task: Task, node: Node, option: Option): number {
  const { waiting, delay } = task.model.weights;
  if (node.last === undefined) return delay * option.day;
  return node.last.day === option.day ? (option.start - node.last.end) * waiting : 0;
}
