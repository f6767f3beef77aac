import type { Reason, Rule } from '#domain/planning/loop-problem.ts';
import { at } from '#solver/at.ts';
import type { Model } from '#solver/model/model.ts';
import type { Ask } from './question.ts';

/** What a proof rests on: these rules, of these sessions and of the people who may sit in them. */
export type Blame = { readonly rules: ReadonlySet<Rule>; readonly asks: readonly Ask[] };

export function blameOn(rules: readonly Rule[], asks: readonly Ask[]): Blame {
  return { rules: new Set(rules), asks };
}

export function together(blames: readonly Blame[]): Blame {
  return {
    rules: new Set(blames.flatMap(({ rules }) => [...rules])),
    asks: [...new Set(blames.flatMap(({ asks }) => asks))],
  };
}

/** True for the facts that the proof may rest on. */
export function blamed({ rules, asks }: Blame, people: Model['people']): (fact: Reason) => boolean {
  const sessions = new Set(asks.map(({ session }) => session.id));
  const ids = new Set(
    asks.flatMap(({ places }) =>
      places.flatMap((seat) => seat.people.map((person) => at(people, person).id)),
    ),
  );
  return ({ rule, session, person }) =>
    rules.has(rule) &&
    (session === undefined || sessions.has(session)) &&
    (person === undefined || ids.has(person));
}
