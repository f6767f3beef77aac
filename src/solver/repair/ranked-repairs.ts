/**
 * The best repairs in order: the cheapest, then for each of its changes the cheapest that does without that change, and
 * so on, after Lawler (1972). Only the first of each search may move loops that were not touched.
 */
import { WISHES, countFor, type Repair, type Wish } from '#domain/repair/repair.ts';
import { wishedFor } from '#domain/repair/repair-event.ts';
import { DEFAULT_WEIGHTS } from '#domain/planning/loop-problem.ts';
import { at } from '#solver/at.ts';
import type { State } from '#solver/search/state.ts';
import { bestRepair, type Bounds } from './best-repair.ts';
import type { Forbidden } from './demands.ts';
import { describe } from './describe.ts';
import type { Standing } from './standing.ts';

/** How many loops more than those touched may move, so that chains like a swap of interviewers are found. */
const CHAIN = 2;
/**
 * What the insertions of the best repair may cost together, in people to look at times slots, and how many there may
 * be at least and at most; a further repair gets few.
 */
const WORK = 120_000;
const INSERTIONS = { fewest: 2, most: 500, further: 3 };
/** Nodes that one insertion may cost. */
const NODES = { best: 2000, further: 400 };
/** Searches for further repairs. */
const SEARCHES = 8;

type Mended = { readonly repair: Repair; readonly state: State; readonly forbidden: readonly Forbidden[] };

/** What was found already, by the aim and the forbidden changes. */
export type Memory = Map<string, Mended>;

type Asked = { readonly wish: Wish | undefined; readonly most: number; readonly memory: Memory };

export function rankedRepairs(standing: Standing, { wish, most, memory }: Asked): Repair[] {
  // Nobody can say in weights whom a change tells, so every aim makes its proposals and the count decides.
  const aims = wish === 'told' ? [undefined, ...WISHES] : [wish];
  const searches = aims.map((aim) => searching(standing, aim, memory));
  const found: Memory = new Map();
  for (const search of searches) note(found, search([]));
  // Where even the best gives a loop up, all others would too.
  const whole = inOrder(found, wish)[0]?.repair.unplaced.every(({ loop }) => !isTouched(standing, loop));
  const [search] = searches;
  if (most > 1 && whole === true && search !== undefined) addFurther(found, search, { wish, most });
  return inOrder(found, wish)
    .map(({ repair }) => repair)
    .slice(0, most);
}

type Search = (forbidden: readonly Forbidden[]) => Mended;

function searching(standing: Standing, aim: Wish | undefined, memory: Memory): Search {
  const weights = { ...DEFAULT_WEIGHTS, ...wishedFor(standing.problem, aim).weights };
  const model = { ...standing.model, weights };
  const weighed: Standing = { ...standing, model, state: { ...standing.state, model } };
  return (forbidden) => {
    const key = `${aim ?? 'cost'} ${keyOf(forbidden)}`;
    const known = memory.get(key);
    if (known !== undefined) return known;
    const state = bestRepair(weighed, boundsFor(standing, forbidden));
    const mended = {
      repair: describe(standing, state, { reasons: forbidden.length === 0 }),
      state,
      forbidden,
    };
    memory.set(key, mended);
    return mended;
  };
}

/** The best repair may take its time; a further one gets little, near the days of the plan before. */
function boundsFor(standing: Standing, forbidden: readonly Forbidden[]): Bounds {
  const insertions = affordable(standing);
  if (forbidden.length === 0) {
    const spending = { left: insertions, nodes: NODES.best };
    return { chain: CHAIN, spending, near: false, forbidden };
  }
  const left = Math.min(insertions, INSERTIONS.further * standing.touched.length);
  return { chain: 0, spending: { left, nodes: NODES.further }, near: true, forbidden };
}

function keyOf(forbidden: readonly Forbidden[]): string {
  return JSON.stringify(
    forbidden.toSorted((a, b) => a.session - b.session || a.index - b.index || (a.kind < b.kind ? -1 : 1)),
  );
}

function isTouched({ model, touched }: Standing, id: string): boolean {
  return touched.some((loop) => at(model.loops, loop).id === id);
}

/** How many insertions there is time for: the larger the loops, the fewer. */
function affordable({ model, touched }: Standing): number {
  const loops = touched.map((loop) =>
    at(model.loops, loop).sessions.map((index) => at(model.sessions, index)),
  );
  const sizes = loops.map((sessions) =>
    sessions.reduce((sum, { seats }) => sum + seats.reduce((all, { people }) => all + people.length, 1), 0),
  );
  const largest = Math.max(1, ...sizes) * model.calendar.start.length;
  const count = Math.min(INSERTIONS.most, Math.max(INSERTIONS.fewest, Math.round(WORK / largest)));
  return count * Math.max(1, touched.length);
}

function note(found: Memory, mended: Mended): void {
  const key = JSON.stringify(
    mended.repair.changes.map(({ session, after }) => [session, after?.start, after?.room, after?.people]),
  );
  if (!found.has(key)) found.set(key, mended);
}

function addFurther(
  found: Memory,
  search: Search,
  { wish, most }: { readonly wish: Wish | undefined; readonly most: number },
): void {
  const done = new Set<string>();
  let left = SEARCHES;
  for (let rank = 0; rank < most && left > 0; rank += 1) {
    const next = inOrder(found, wish)[rank];
    if (next === undefined) return;
    for (const change of changesIn(next.state)) {
      const forbidden = [...next.forbidden, change];
      const key = keyOf(forbidden);
      if (done.has(key) || left <= 0) continue;
      done.add(key);
      left -= 1;
      const further = search(forbidden);
      // A repair that gives a loop up which another keeps is none.
      if (further.repair.unplaced.length <= next.repair.unplaced.length) note(found, further);
    }
  }
}

function inOrder(found: ReadonlyMap<string, Mended>, wish: Wish | undefined): Mended[] {
  const rankOf = ({ repair }: Mended): readonly number[] => [
    repair.unplaced.length,
    wish === undefined ? 0 : countFor(repair, wish),
    repair.cost.total,
    repair.told.length,
  ];
  return [...found.values()].toSorted((a, b) => {
    const [one, other] = [rankOf(a), rankOf(b)];
    return one.reduce((order, value, index) => order || value - at(other, index), 0);
  });
}

/** What the plan changes of the one before, each as something that can be forbidden. */
function changesIn({ model, placed }: State): Forbidden[] {
  return model.sessions.flatMap(({ index: session, previous, seats }): Forbidden[] => {
    const placement = placed[session];
    if (previous === undefined || placement === undefined) return [];
    const joined = seats.some(({ everyone }) => everyone)
      ? []
      : placement.people.filter((person) => !previous.people.includes(person));
    return [
      ...joined.map((index) => ({ session, kind: 'person' as const, index })),
      ...(placement.start === previous.start
        ? []
        : [{ session, kind: 'slot' as const, index: placement.slot }]),
      ...(placement.room === previous.room
        ? []
        : [{ session, kind: 'room' as const, index: placement.room }]),
    ];
  });
}
