/** When the debrief to which everybody has to come could be held, whatever the date of the other sessions. */
import { at } from '#solver/at.ts';
import { hasBit, isWithin, noBits, setBit } from './bits.ts';
import type { Bits } from './bits.ts';
import { matchPeople } from './matching.ts';
import { withMeetingAt } from './question.ts';
import type { Ask, Question } from './question.ts';
import type { Times } from './earliest.ts';
import { timesOn } from './refute.ts';

/** Who can come to the debrief at a slot; undefined where it cannot be held then, or they are too few for all sessions. */
export type WhoComes = (slot: number) => Bits | undefined;

/** Found out when first asked: most questions end before that. */
export function whoComes(question: Question, debrief: Ask): WhoComes {
  const { pieces, model, comes } = question;
  const people = new Set(pieces.flatMap(({ places }) => places.flatMap((seat) => seat.people)));
  const coming = [...people].map((person) => ({ person, when: comes(person, debrief.session.minutes) }));
  const hopeless: Bits[] = [];
  const look = (slot: number): Bits | undefined => {
    if (!hasBit(debrief.stands, slot)) return undefined;
    const there = noBits(model.people.length);
    for (const { person, when } of coming) if (hasBit(when, slot)) setBit(there, person);
    if (hopeless.some((more) => isWithin(there, more))) return undefined;
    if (!tooFewOf(question, there)) return there;
    hopeless.push(there);
    return undefined;
  };
  const known = new Map<number, Bits | undefined>();
  return (slot) => {
    if (!known.has(slot)) known.set(slot, look(slot));
    return known.get(slot);
  };
}

/** True where these people, with others as shadows, are too few for the sessions that meet nobody twice. */
function tooFewOf({ pieces }: Question, there: Bits): boolean {
  const places = pieces.flatMap((ask) => (ask.distinct ? ask.places : []));
  const { short } = matchPeople(
    places.map(({ shadow, people }) => (shadow ? people : people.filter((person) => hasBit(there, person)))),
  );
  return short !== undefined;
}

/** The date of the other sessions, and when they have ended at the earliest. */
type After = { readonly debrief: Ask; readonly day: number; readonly done: number };

export type Met = { readonly question: Question; readonly times: Times; readonly slot: number };

/** The question of the date once for each time of the debrief that leaves a way. */
export function* waysToMeet(
  question: Question,
  whoIsThere: WhoComes,
  { debrief, day, done }: After,
): Iterable<Met> {
  const { start } = question.model.calendar;
  const hopeless: Bits[] = [];
  const scarce = { piece: 0 };
  for (const slot of debrief.session.slots) {
    const there = at(start, slot) < done ? undefined : whoIsThere(slot);
    if (there === undefined || hopeless.some((more) => isWithin(there, more))) continue;
    const settled = withMeetingAt(question, { debrief, slot, day }, scarce);
    const times = settled === undefined ? undefined : timesOn(settled, day);
    if (settled === undefined || times === undefined || !('done' in times)) hopeless.push(there);
    else if (times.done <= at(start, slot)) yield { question: settled, times, slot };
  }
}
