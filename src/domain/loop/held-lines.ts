/** Who is held for other candidates, in words: why a search finds them taken. */
import type { Instant, LocalDate } from '#domain/planning/loop-problem.ts';
import { namesText } from '#domain/names.ts';
import { momentWords } from '#domain/time/moment-words.ts';
import type { OpeningFacts } from '#domain/planning/planning-facts.ts';
import { eligible } from '#domain/template/seat-people.ts';
import { dateAt, minuteOf } from '#domain/time/zoned.ts';

/** `held for Lee until Friday 4 December, 17:00` */
export function heldWords(
  { name, until }: { readonly name: string; readonly until: Instant },
  zone: string,
): string {
  return `held for ${name} until ${momentWords(until, zone)}`;
}

/** One sentence for each candidate for whom some of those who may sit are held on these days. */
export function heldLines(facts: OpeningFacts, days: readonly LocalDate[]): readonly string[] {
  const { opening, people, rooms, engagements } = facts;
  const able = new Set(
    opening.template.modules.flatMap((module) =>
      module.seats.flatMap((seat) => eligible(seat, module, facts)),
    ),
  );
  const names = new Map([
    ...people.filter(({ id }) => able.has(id)).map(({ id, name }) => [id, name] as const),
    ...rooms.map(({ id, name }) => [id, name] as const),
  ]);
  const byHold = Map.groupBy(
    engagements.filter(
      ({ held, start }) => held !== undefined && days.includes(dateAt(minuteOf(start), opening.timeZone)),
    ),
    ({ held }) => (held === undefined ? '' : heldWords(held, opening.timeZone)),
  );
  return [...byHold].flatMap(([words, taken]) => {
    const ids = new Set(taken.flatMap(({ people: [person], room }) => person ?? room ?? []));
    const known = [...names].filter(([id]) => ids.has(id)).map(([, name]) => name);
    if (known.length === 0) return [];
    return [`${namesText(known, known.length)} ${known.length === 1 ? 'is' : 'are'} ${words}`];
  });
}
