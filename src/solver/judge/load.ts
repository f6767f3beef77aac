import type { Broken } from './broken.ts';
import type { Facts, Placed } from './facts.ts';
import { peopleAttending } from './pairs.ts';

/** Nobody holds more sessions on a local date, or in an ISO week, than they may. */
export function load(facts: Facts): readonly Broken[] {
  return peopleAttending(facts).flatMap(({ id, sessions }) => {
    const { maxPerDay, maxPerWeek } = facts.people.get(id) ?? {};
    return [
      ...tooMany(id, maxPerDay, sessions, ({ date }) => `on ${date}`),
      ...tooMany(id, maxPerWeek, sessions, ({ date }) => `in the week ${isoWeek(date)}`),
    ];
  });
}

function tooMany(
  person: string,
  most: number | undefined,
  sessions: readonly Placed[],
  when: (at: Placed) => string,
): readonly Broken[] {
  if (most === undefined) return [];
  const full = [...Map.groupBy(sessions, when)].find(([, held]) => held.length > most);
  if (full === undefined) return [];
  return [{ rule: 'load', person, text: `${full[1].length} sessions ${full[0]}, at most ${most}` }];
}

function isoWeek(date: string): string {
  const day = Temporal.PlainDate.from(date);
  return `${day.yearOfWeek}-W${String(day.weekOfYear).padStart(2, '0')}`;
}
