/**
 * Ways to place the loop that were found with some facts dropped, asked again with others dropped: a way that breaks
 * none of the facts that are to hold now shows at once that they are possible. So does a way in which one person sits
 * instead of another; where many people would each be enough, one way tells of all of them (model rotation, after
 * Marques-Silva and Lynce 2011).
 */
import { at } from '#solver/at.ts';
import type { Placement } from '#solver/search/state.ts';
import { factKey } from './facts.ts';
import type { Fact } from './facts.ts';
import { isKept } from './kept.ts';
import type { Trial } from './prepare-trial.ts';

/** `keeps`: what is known of each fact, by its key. */
type Way = { readonly placements: readonly Placement[]; readonly keeps: Map<string, boolean> };

export type KnownWays = {
  /** True where a known way keeps all these facts, or one with a person of those dropped; false says nothing. */
  readonly hold: (facts: readonly Fact[], dropped: readonly Fact[]) => boolean;
  /** `kept`: the facts that held when it was found. */
  readonly add: (placements: readonly Placement[], kept: readonly Fact[]) => void;
};

export function knownWays(trial: Trial): KnownWays {
  const ways: Way[] = [];
  const exchanges = !trial.wide.sessions.some(({ frozen }) => frozen) && trial.alone.standing.length === 0;
  return {
    hold: (facts, dropped) => {
      for (const way of ways) {
        const broken = facts.filter((fact) => !keepsFact(trial, way, fact));
        if (broken.length === 0) return true;
        const found = exchanges ? exchanged(trial, way, { broken, facts, dropped }) : undefined;
        if (found === undefined) continue;
        ways.unshift(found);
        return true;
      }
      return false;
    },
    add: (placements, kept) => {
      if (placements.length !== trial.wide.sessions.length) return;
      ways.unshift({ placements, keeps: new Map(kept.map((fact) => [factKey(fact), true])) });
    },
  };
}

function keepsFact(trial: Trial, { placements, keeps }: Way, fact: Fact): boolean {
  const key = factKey(fact);
  const known = keeps.get(key) ?? isKept(trial, placements, fact);
  keeps.set(key, known);
  return known;
}

type Asked = {
  /** Those of the facts that the way breaks. */
  readonly broken: readonly Fact[];
  readonly facts: readonly Fact[];
  readonly dropped: readonly Fact[];
};

/** The way with somebody of those dropped instead of the one person who breaks facts, where that keeps all facts. */
function exchanged(trial: Trial, way: Way, { broken, facts, dropped }: Asked): Way | undefined {
  const [first] = broken;
  if (first?.person === undefined || broken.some(({ person }) => person !== first.person)) return undefined;
  const { people } = trial.wide;
  const indexOf = (id: string | undefined): number => people.findIndex((person) => person.id === id);
  const out = indexOf(first.person);
  for (const id of new Set(dropped.map(({ person }) => person))) {
    const placements = id === undefined ? undefined : withInstead(trial, way, { out, into: indexOf(id) });
    if (placements === undefined) continue;
    // What the two of them keep has to be looked at anew.
    const both = (fact: Fact): boolean => fact.person === id || fact.person === first.person;
    const others = facts.filter((fact) => !both(fact)).map(factKey);
    const keeps = new Map(others.map((key) => [key, true]));
    const found = { placements, keeps };
    if (facts.every((fact) => keepsFact(trial, found, fact))) return found;
  }
  return undefined;
}

type Exchange = { readonly out: number; readonly into: number };

/** In every session of the one person the other; undefined where that person cannot sit there, or does elsewhere. */
function withInstead({ wide }: Trial, { placements }: Way, { out, into }: Exchange): Placement[] | undefined {
  if (placements.some(({ people }) => people.includes(into))) return undefined;
  const changed = placements.map((placement) => {
    const place = placement.people.indexOf(out);
    if (place < 0) return placement;
    const session = at(wide.sessions, placement.session);
    const seat = at(session.seats, at(placement.seats, place));
    const may = seat.everyone ? !session.declined.has(into) : seat.people.includes(into);
    return may ? { ...placement, people: placement.people.with(place, into) } : undefined;
  });
  const found = changed.filter((placement) => placement !== undefined);
  return found.length === changed.length ? found : undefined;
}
