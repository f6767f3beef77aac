/**
 * Where a loop is known not to fit, and then one person is freed of something, that person has to sit in it if it is to
 * fit, and where that person could not come before. Few ways are left then, and most questions end at once.
 *
 * Optional seats are left out of account: whoever fits with them fits without.
 */
import { at } from '#solver/at.ts';
import type { SeatModel } from '#solver/model/model.ts';
import { keepCommon, noBits, setBit } from './bits.ts';
import type { Bits } from './bits.ts';
import { factKey } from './facts.ts';
import type { Fact } from './facts.ts';
import type { Trial } from './prepare-trial.ts';
import { lacking, meetingOf } from './question.ts';
import type { Ask, Question } from './question.ts';

/** `before`: minutes free from each slot on as long as the person was not freed; undefined where that tells nothing. */
export type Freed = { readonly person: number; readonly before: Int32Array | undefined };

/** Whom dropping these facts frees; undefined where that is not one person alone. `kept`: the keys of all others. */
export function freedBy(
  trial: Trial,
  dropped: readonly Fact[],
  kept: ReadonlySet<string>,
): Freed | undefined {
  const [first] = dropped;
  const id = first?.person;
  if (id === undefined || dropped.some(({ person }) => person !== id)) return undefined;
  const person = trial.wide.people.findIndex((one) => one.id === id);
  const rules = new Set(dropped.map(({ rule }) => rule));
  // Those two tell nothing about a single time.
  if (rules.has('load') || rules.has('overlap')) return { person, before: undefined };
  const held = (rule: 'busy' | 'works'): boolean =>
    rules.has(rule) || kept.has(factKey({ rule, person: id }));
  const both = held('works') && held('busy');
  const one = held('works') ? trial.works : trial.busy;
  return { person, before: at(both ? trial.wide.free : one, person) };
}

/** The question, once for each place that the person could take: the loop fits only if one of these has a way. */
export function* because(question: Question, freed: Freed): Iterable<Question> {
  const { person, before } = freed;
  const meeting = meetingOf(question);
  for (const ask of [...question.pieces, ...question.debriefs]) {
    const seats = new Set(ask.places.filter(({ people }) => people.includes(person)));
    for (const seat of seats) {
      const sitting = sittingIn(question, ask, { seat, person });
      const now = newTimes(question, ask, freed);
      yield replaced(sitting, ask, (one) => keptTo(one, now));
      if (meeting === undefined || seat.shadow || before === undefined) continue;
      const met = newTimes(question, meeting, freed);
      yield replaced(sitting, meeting, (one) => keptTo(one, met));
    }
  }
}

/** One place of the seat is the person's, who sits nowhere else where nobody may be met twice. */
function sittingIn(
  question: Question,
  ask: Ask,
  { seat, person }: { readonly seat: SeatModel; readonly person: number },
): Question {
  const comes = question.may(seat, person, ask.session.minutes);
  return replacedAll(question, (one) => {
    if (one !== ask) return ask.distinct && one.distinct ? lacking(question, one, { person }) : one;
    const own = lacking(question, ask, { person, but: seat.seat });
    const places = own.places.with(ask.places.indexOf(seat), { ...seat, people: [person] });
    return keptTo({ ...own, places }, comes);
  });
}

/** Slots at which the person can come only since then. */
function newTimes(question: Question, { session }: Ask, { person, before }: Freed): Bits {
  const now = question.comes(person, session.minutes);
  if (before === undefined) return now;
  const fresh = noBits(before.length);
  before.forEach((minutes, slot) => {
    if (minutes < session.minutes) setBit(fresh, slot);
  });
  keepCommon(fresh, now);
  return fresh;
}

function keptTo(ask: Ask, slots: Bits): Ask {
  const [where, stands] = [ask.where.slice(), ask.stands.slice()];
  keepCommon(where, slots);
  keepCommon(stands, slots);
  return { ...ask, where, stands };
}

function replaced(question: Question, { session }: Ask, change: (ask: Ask) => Ask): Question {
  return replacedAll(question, (one) => (one.session.index === session.index ? change(one) : one));
}

function replacedAll(question: Question, change: (ask: Ask) => Ask): Question {
  return { ...question, pieces: question.pieces.map(change), debriefs: question.debriefs.map(change) };
}
