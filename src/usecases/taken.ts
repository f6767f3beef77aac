import { namesText } from '#domain/names.ts';
import type { Application } from '#domain/opening.ts';
import type { OpeningFacts } from '#domain/planning-facts.ts';
import type { Refusal, Taken } from '#domain/refusal.ts';
import { instantText, minuteOf, timeAt } from '#domain/zoned.ts';
import type { TakenBooking } from '#store/bookings.ts';
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
  const list = takers.map(({ wanted, taker }): Taken & { readonly sentence: string } => {
    const who = nameOf(wanted.resourceId, facts, candidates);
    const label = labels.get(taker.sessionId);
    const by =
      label === undefined ? 'another session' : `“${label.title}” with ${namesText(label.candidates)}`;
    const [from, to] = [minuteOf(taker.from), minuteOf(taker.to)];
    const sentence = `${who} is in ${by} from ${timeAt(from, zone)} to ${timeAt(to, zone)}`;
    return { who, start: instantText(from, zone), end: instantText(to, zone), by, sentence };
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
