import { heldWords } from '#domain/loop/held-lines.ts';
import { namesText } from '#domain/names.ts';
import type { Application } from '#domain/organisation/opening.ts';
import type { OpeningFacts } from '#domain/planning/planning-facts.ts';
import type { Refusal, Taken } from '#domain/refusal.ts';
import { instantText, minuteOf, timeAt } from '#domain/time/zoned.ts';
import type { TakenBooking } from '#store/loops/bookings.ts';
import type { Writing } from '#store/store.ts';

type Given = {
  readonly organisation: string;
  readonly taken: readonly TakenBooking[];
  readonly facts: OpeningFacts;
  /** For whom it was to be booked. */
  readonly candidates: readonly Application[];
};

/** Who was taken, when, and by what: “Ada is in “System design” with Lee from 10:00 to 10:45”. */
export async function takenRefusal(
  tables: Writing,
  { organisation, taken, facts, candidates }: Given,
): Promise<Refusal> {
  const zone = facts.opening.timeZone;
  const takers = taken.flatMap(({ wanted, by }) => by.map((taker) => ({ wanted, taker })));
  const ids = [...new Set(takers.map(({ taker }) => taker.sessionId))];
  const labels = new Map((await tables.loops.described(organisation, ids)).map((label) => [label.id, label]));
  const offers = [...new Set(takers.flatMap(({ taker }) => taker.offerId ?? []))];
  const held = new Map((await tables.offers.heldFor(organisation, offers)).map((one) => [one.offer, one]));
  const list = takers.map(({ wanted, taker }): Taken & { readonly sentence: string } => {
    const who = nameOf(wanted.resourceId, facts, candidates);
    const label = labels.get(taker.sessionId);
    const hold = held.get(taker.offerId ?? '');
    const by =
      label === undefined ? 'another session' : `“${label.title}” with ${namesText(label.candidates)}`;
    const [from, to] = [minuteOf(taker.from), minuteOf(taker.to)];
    const times = `from ${timeAt(from, zone)} to ${timeAt(to, zone)}`;
    const span = { who, start: instantText(from, zone), end: instantText(to, zone) };
    if (hold === undefined) return { ...span, by, sentence: `${who} is in ${by} ${times}` };
    const words = heldWords({ name: hold.candidate, until: hold.until }, zone);
    return { ...span, by: words, sentence: `${who} is ${words}, ${times}` };
  });
  const [first] = list;
  const text = first === undefined ? 'Somebody was booked just now' : first.sentence;
  return {
    code: 'taken',
    text: `${text}. Nothing was booked; search again.`,
    taken: list.map(({ sentence: _sentence, ...one }) => one),
  };
}

function nameOf(id: string, { people, rooms }: OpeningFacts, candidates: readonly Application[]): string {
  const candidate = candidates.find((one) => one.candidate === id);
  return (candidate ?? [...people, ...rooms].find((one) => one.id === id))?.name ?? 'Somebody';
}
