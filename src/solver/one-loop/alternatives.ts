/**
 * Ranked ways to place one loop that a coordinator can tell apart: the best, then the best of other dates and other
 * start times, and only where these run out the best with somebody else in a seat.
 */
import { NEVER } from '#solver/model/model.ts';
import type { LoopModel } from '#solver/model/model.ts';
import { newRows } from '#solver/search/rows.ts';
import type { State } from '#solver/search/state.ts';
import type { Effort } from './effort.ts';
import { close, ONE_CLASS, open, placeLoop, searchOpened } from './one-loop.ts';
import type { Classes, Opened } from './one-loop.ts';
import { newRanking, ranked } from './ranking.ts';
import type { Insertion } from './ranking.ts';

const BY_DATE: Classes = (stands) => String(stands[0]?.option.day);
export const BY_START: Classes = (stands) => String(stands[0]?.option.slot);
const BY_STARTS: Classes = (stands) => stands.map(({ piece, option }) => `${piece}@${option.slot}`).join(' ');

export type Ranked = {
  /** The best first; each is the best of its kind (date, first start, all starts, people). */
  readonly insertions: readonly Insertion[];
  /** The least that any insertion costs; equal to the first one's cost when `proven`. */
  readonly least: number;
  readonly proven: boolean;
};

export function rankInsertions(state: State, loop: LoopModel, count: number, effort: Effort): Ranked {
  // The cheapest of all is the cheapest of its kind, so the best of the dates tell it too.
  const dates = newRanking(count === 0 ? 1 : Math.ceil((count + 1) / 2));
  const opened = open(state, loop, {});
  if (opened === undefined) return { insertions: [], least: NEVER, proven: true };
  const least = searchOpened(opened, dates, { effort, classOf: count === 0 ? ONE_CLASS : BY_DATE });
  const chosen = ranked(dates);
  const [best] = chosen;
  const proven = !effort.cut;
  for (const classOf of [BY_START, BY_STARTS])
    if (best !== undefined) addKind(opened, chosen, { count, effort, classOf });
  close(opened);
  if (best === undefined) return { insertions: [], least, proven };
  if (chosen.length <= count && !effort.cut)
    chosen.push(...withOthers(state, loop, chosen, { count, effort }));
  chosen.sort((a, b) => a.cost - b.cost);
  return { insertions: chosen, least: proven ? best.cost : Math.min(least, best.cost), proven };
}

type Wanted = { readonly count: number; readonly effort: Effort };

/** The best of each class that is not chosen already, while more are wanted. */
function addKind(
  opened: Opened,
  chosen: Insertion[],
  { count, effort, classOf }: Wanted & { readonly classOf: Classes },
): void {
  if (chosen.length > count || effort.cut) return;
  // A few classes more than wanted, because some repeat what is chosen already.
  const ranking = newRanking(2 * count + 1);
  searchOpened(opened, ranking, { effort, classOf });
  const known = new Set(chosen.map(fingerprint));
  for (const insertion of ranked(ranking))
    if (!known.has(fingerprint(insertion)) && chosen.length <= count) chosen.push(insertion);
}

/** The best with one person of the best plan kept out of one session, for each such person. */
function withOthers(state: State, loop: LoopModel, chosen: readonly Insertion[], how: Wanted): Insertion[] {
  const found = new Map<string, Insertion>();
  const known = new Set(chosen.map(fingerprint));
  for (const placement of chosen[0]?.placements ?? []) {
    for (const person of placement.people) {
      const ranking = newRanking(1);
      const without = declining(state, placement.session, person);
      placeLoop(without, loop, ranking, { effort: how.effort, classOf: ONE_CLASS });
      const best = ranked(ranking)[0];
      if (best !== undefined && !known.has(fingerprint(best))) found.set(fingerprint(best), best);
    }
  }
  return [...found.values()].toSorted((a, b) => a.cost - b.cost).slice(0, how.count + 1 - chosen.length);
}

function declining(state: State, session: number, person: number): State {
  const sessions = state.model.sessions.map((one) =>
    one.index !== session
      ? one
      : {
          ...one,
          declined: new Set([...one.declined, person]),
          seats: one.seats.map((seat) => ({
            ...seat,
            people: seat.people.filter((other) => other !== person),
            set: -1,
          })),
          wishes: one.id,
        },
  );
  const model = { ...state.model, sessions };
  return { ...state, model, rows: newRows(model) };
}

/** Equal for insertions with the same starts and people. */
function fingerprint(insertion: Insertion): string {
  const parts = insertion.placements.map(
    ({ session, start, people }) => `${session}@${start}:${people.toSorted((a, b) => a - b).join(',')}`,
  );
  return parts.toSorted().join(' ');
}
