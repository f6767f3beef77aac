/**
 * The cheapest repair over several loops: conflict-based search (Sharon, Stern, Felner and Sturtevant 2015).
 *
 * The loops that must be placed are placed each by itself, exactly, as if all others gave way. Where one of them
 * collides with a loop that stands, either that loop stays as it is, or it moves too and one of the two leaves free
 * what both want; where two that move collide, one of them leaves it free. The cheapest node first, so that the first
 * one without a conflict is the best repair. What the loops of a node cost together is at least what each costs by
 * itself, because others only take away and overload is convex.
 *
 * At most `chain` loops more than needed are moved, and `spending` bounds the insertions. A loop is moved because of a
 * collision, never to spare somebody overload alone; with the weights as they are that never pays.
 */
import { at } from '#solver/at.ts';
import type { Insertion } from '#solver/one-loop/ranking.ts';
import type { Placement, State } from '#solver/search/state.ts';
import { conflictOf, overload, type Conflict, type Stood, type Use } from './conflicts.ts';
import { cheapest, type Avoid, type Demands, type Spending } from './demands.ts';
import { costOfLeaving, costWith, costWithout, placementsIn, stateWith, worldFor } from './worlds.ts';
import type { Plans, Worlds } from './worlds.ts';

export type Found = { readonly cost: number; readonly plans: Plans };

export type Question = {
  readonly worlds: Worlds;
  /** Loops that must be placed. */
  readonly touched: readonly number[];
  readonly demands: Demands;
  readonly spending: Spending;
  /** How many loops more than those touched may move. */
  readonly chain: number;
};

type Node = {
  /** The plan costs at least so much. */
  readonly least: number;
  readonly plans: Plans;
  readonly stands: ReadonlySet<number>;
  readonly avoids: readonly Avoid[];
  readonly absent: ReadonlyMap<number, ReadonlySet<number>>;
  /** What the best plan cost when the node was made. */
  readonly bound: number;
};

/** The cheapest found, never dearer than `known`. */
export function searchConflicts(question: Question, known: Found): Found {
  let best = known;
  const nothing = { stands: new Set<number>(), avoids: [], absent: new Map(), bound: known.cost };
  const root = nodeOf(question, question.touched, nothing);
  const open: Node[] = [root];
  while (open.length > 0 && question.spending.left > 0) {
    const node = takeLeast(open);
    if (node.least >= best.cost) break;
    const conflict = firstConflict(question, node);
    if (conflict !== undefined) {
      open.push(
        ...childrenOf(question, { ...node, bound: best.cost }, conflict).filter(
          ({ least }) => least < best.cost,
        ),
      );
      continue;
    }
    const state = stateWith(question.worlds.full, node.plans);
    const cost = costWith(question.worlds, state, node.plans.keys());
    if (cost < best.cost) best = { cost, plans: node.plans };
    if (cost > node.least) open.push(...sparing(question, { ...node, bound: best.cost }, state));
  }
  return best;
}

function takeLeast(open: Node[]): Node {
  let place = 0;
  for (let index = 1; index < open.length; index += 1) {
    if (at(open, index).least < at(open, place).least) place = index;
  }
  const node = at(open, place);
  open.splice(place, 1);
  return node;
}

type Decided = Pick<Node, 'stands' | 'avoids' | 'absent' | 'bound'>;

/** The loops placed each by itself, as decided; `least` is not less than `bound` where they cannot cost less. */
function nodeOf(question: Question, loops: readonly number[], decided: Decided): Node {
  const { worlds, demands, spending, touched } = question;
  const world = worldFor(worlds, loops, decided.stands);
  const plans = new Map<number, Insertion | undefined>();
  let least = costWithout(worlds, loops);
  for (const loop of loops) {
    const avoids = [...demands.avoids, ...decided.avoids];
    const absent = new Set([...demands.absent, ...(decided.absent.get(loop) ?? [])]);
    const limit = Math.min(costOfLeaving(world, loop), decided.bound - least);
    const plan = cheapest(world, loop, { demands: { ...demands, avoids, absent }, spending, limit });
    plans.set(loop, plan);
    least += plan?.cost ?? limit;
    if (least >= decided.bound) break;
    const idle = !touched.includes(loop) && isAsBefore(worlds, loop, plan?.placements);
    if (idle) least += leastChange(worlds.full);
  }
  return { ...decided, least, plans };
}

/** A loop that moves and stands as before is another node's affair; moving it costs at least one change. */
function leastChange({ model }: State): number {
  const { moved, replaced, rerouted } = model.weights;
  return Math.min(moved, replaced, rerouted);
}

function isAsBefore({ full }: Worlds, loop: number, placements: readonly Placement[] | undefined): boolean {
  return (placements ?? []).every((now) => {
    const was = full.placed[now.session];
    const same = was?.slot === now.slot && was.room === now.room && was.people.length === now.people.length;
    return same && was.people.every((person) => now.people.includes(person));
  });
}

function firstConflict(question: Question, node: Node): Conflict | undefined {
  const { worlds, touched } = question;
  const { full, movable } = worlds;
  const moved = [...node.plans].map(([loop, plan]): Stood => ({ loop, placements: plan?.placements ?? [] }));
  const owners = ownersIn(full);
  for (const one of moved) {
    const near = new Set(one.placements.flatMap((placement) => neighbours(full, placement)));
    const others = new Set([...near].map((placement) => owners[placement.session] ?? -1));
    for (const loop of others) {
      if (!movable.has(loop) || node.stands.has(loop) || node.plans.has(loop)) continue;
      const conflict = conflictOf(full.model, one, { loop, placements: placementsIn(full, loop) });
      if (conflict !== undefined) return conflict;
    }
  }
  for (const [index, one] of moved.entries()) {
    for (const other of moved.slice(index + 1)) {
      const conflict = conflictOf(full.model, one, other);
      if (conflict !== undefined) return conflict;
    }
  }
  if (touched.length === 0) return undefined;
  return overload(full.model, moved, (person) => usesIn(full, person, { owners, node, movable }));
}

/** For each session the loop whose own it is; -1 for those that no loop can give way with. */
function ownersIn({ model }: State): readonly number[] {
  return model.sessions.map(({ group, frozen, loops }) => (group || frozen ? -1 : (loops[0] ?? -1)));
}

/** Sessions of the same people or in the same room on the day, the one before and the one after. */
function neighbours(full: State, { day, people, room }: Placement): Placement[] {
  const days = full.model.calendar.days.length;
  return [day - 1, day, day + 1].flatMap((near) => {
    if (near < 0 || near >= days) return [];
    const there = room < 0 ? [] : at(full.ofRoom, room * days + near);
    return [...there, ...people.flatMap((person) => at(full.ofPerson, person * days + near))];
  });
}

type Standings = {
  readonly owners: readonly number[];
  readonly node: Node;
  readonly movable: ReadonlySet<number>;
};

function usesIn(full: State, person: number, { owners, node, movable }: Standings): Use[] {
  const days = full.model.calendar.days.length;
  const own = full.ofPerson.slice(person * days, (person + 1) * days).flat();
  return own.flatMap((placement): Use[] => {
    const owner = owners[placement.session] ?? -1;
    if (node.plans.has(owner)) return [];
    return [[movable.has(owner) && !node.stands.has(owner) ? owner : -1, placement]];
  });
}

function childrenOf(question: Question, node: Node, { loops, waysOut }: Conflict): Node[] {
  const moved = [...node.plans.keys()];
  const standing = loops.find((loop) => !node.plans.has(loop));
  const avoiding = (of: readonly number[]): Node[] =>
    waysOut.map((way) => nodeOf(question, of, { ...node, avoids: [...node.avoids, way] }));
  if (standing === undefined) return avoiding(moved);
  const stays = nodeOf(question, moved, { ...node, stands: new Set([...node.stands, standing]) });
  const longer = moved.length < question.touched.length + question.chain;
  return [stays, ...(longer ? avoiding([...moved, standing]) : [])];
}

/** Where several loops together bring somebody more than is fair, each of them without that person. */
function sparing(question: Question, node: Node, state: State): Node[] {
  const { model, held } = state;
  const loops = [...node.plans.keys()];
  const strained = model.people.filter(({ index, recent, fair }) => {
    const users = loops.filter((loop) =>
      node.plans.get(loop)?.placements.some(({ people }) => people.includes(index)),
    );
    return users.length > 1 && recent + at(held, index) > fair;
  });
  return strained.flatMap(({ index }) =>
    loops.map((loop) => {
      const absent = new Map(node.absent);
      absent.set(loop, new Set([...(absent.get(loop) ?? []), index]));
      return nodeOf(question, loops, { ...node, absent });
    }),
  );
}
