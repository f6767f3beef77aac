/**
 * Whether a way to place the loop keeps a fact. Asked of ways that were found without that fact; only facts that there
 * are many of are looked at, the calendars above all, and what is not looked at counts as broken.
 */
import type { Rule } from '#domain/planning/loop-problem.ts';
import { at } from '#solver/at.ts';
import { slotFrom } from '#solver/model/calendar.ts';
import type { Placement } from '#solver/search/state.ts';
import type { Fact } from './facts.ts';
import type { Trial } from './prepare-trial.ts';

export function isKept(trial: Trial, placements: readonly Placement[], fact: Fact): boolean {
  return LOOKED_AT[fact.rule]?.({ trial, placements, fact }) ?? false;
}

type Look = {
  readonly trial: Trial;
  readonly placements: readonly Placement[];
  readonly fact: Fact;
};

const LOOKED_AT: { readonly [rule in Rule]?: (look: Look) => boolean } = {
  hours: (look) => allLieIn(look, look.trial.inHours),
  window: (look) => allLieIn(look, look.trial.inWindow),
  days: ({ trial, placements }) => keepsDates(trial, placements),
  candidate: ({ trial, placements, fact }) => fact.session === undefined && candidateComes(trial, placements),
  busy: (look) => isFree(look, look.trial.busy),
  works: (look) => isFree(look, look.trial.works),
  load: (look) => keepsLoad(look.trial, ownOf(look), personOf(look)),
  overlap: (look) => keepsGap(look.trial, ownOf(look), personOf(look)),
};

/** The sessions, or the one that the fact names, stand where their masks allow it. */
function allLieIn({ trial, placements, fact }: Look, masks: readonly Uint8Array[]): boolean {
  return placements.every(({ session, slot }) => {
    const asked = fact.session === undefined || at(trial.wide.sessions, session).id === fact.session;
    return !asked || at(masks, session)[slot] === 1;
  });
}

function keepsDates({ inDates, alone, wide }: Trial, placements: readonly Placement[]): boolean {
  const dates = (some: readonly Placement[]): number => new Set(some.map(({ day }) => day)).size;
  const talks = placements.filter(({ session }) => !at(wide.sessions, session).debrief);
  const most = alone.loop.maxDays ?? 1;
  return (
    placements.every(({ slot }) => at(inDates, slot) === 1) &&
    dates(talks) <= most &&
    dates(placements) <= most + 1
  );
}

function candidateComes({ wide }: Trial, placements: readonly Placement[]): boolean {
  const { available } = at(wide.candidates, 0);
  return placements.every(
    ({ session, start, end }) =>
      available === undefined ||
      at(wide.sessions, session).debrief ||
      available.some(([from, to]) => from <= start && end <= to),
  );
}

type Person = Trial['wide']['people'][number];

function personOf({ trial, fact }: Look): Person {
  const { people } = trial.wide;
  return at(
    people,
    people.findIndex(({ id }) => id === fact.person),
  );
}

/** The sessions in which the person sits. */
function ownOf(look: Look): Placement[] {
  const { index } = personOf(look);
  return look.placements.filter(({ people }) => people.includes(index));
}

/** `minutes`: of each person, how long they are free from each slot on. */
function isFree(look: Look, minutes: readonly Int32Array[]): boolean {
  const free = at(minutes, personOf(look).index);
  return ownOf(look).every(({ slot, start, end }) => at(free, slot) >= end - start);
}

/** With what the other loops take of the person. */
function allOf({ alone, wide }: Trial, own: readonly Placement[], { index }: Person): Placement[] {
  const { calendar } = wide;
  const taken = alone.taken.filter(({ people }) => people.includes(index));
  return [
    ...own,
    ...taken.map((one) => ({ ...one, day: at(calendar.dayOf, slotFrom(calendar, one.start)) })),
  ];
}

function keepsLoad(trial: Trial, own: readonly Placement[], person: Person): boolean {
  const { weekOf } = trial.wide.calendar;
  const all = allOf(trial, own, person);
  return own.every(
    ({ day }) =>
      all.filter((one) => one.day === day).length <= person.maxPerDay &&
      all.filter((one) => at(weekOf, one.day) === at(weekOf, day)).length <= person.maxPerWeek,
  );
}

/** Walking between sites is not looked at: where it matters, only who has nothing else is clear. */
function keepsGap(trial: Trial, own: readonly Placement[], person: Person): boolean {
  const all = allOf(trial, own, person);
  if (trial.wide.walk.length > 0 && own.length > 0 && all.length > own.length) return false;
  return own.every((one) =>
    all.every(
      (other) => other === one || other.start >= one.end + person.gap || one.start >= other.end + person.gap,
    ),
  );
}
