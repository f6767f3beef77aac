/** The event while it is being said, apart from how it looks. */
import type { SessionView } from '#contract/day-search.ts';
import type { LoopView } from '#contract/loop.ts';
import type { LoopEvent } from '#contract/repair.ts';
import { dateOf, dayWords } from '#web/time-words.ts';

/** What somebody proposes is said in a form of its own (`proposal.ts`). */
export type Draft = {
  readonly what: Exclude<LoopEvent['what'], 'asked' | 'comes'>;
  readonly module?: string;
  readonly person?: string;
  readonly room?: string;
  readonly date?: string;
  readonly minutes?: number;
};

/** Minutes that a candidate may be late, to choose from. */
export const LATENESS = [15, 30, 45, 60, 90, 120, 180, 240] as const;

/** Where there is only one day or room, it is chosen from the beginning. */
export function firstDraft(loop: LoopView, known: Partial<Draft>): Draft {
  const dates = datesOf(loop);
  const rooms = roomsOf(loop);
  const [date, room] = [dates[0]?.value, rooms[0]?.id];
  return {
    what: 'declined',
    minutes: 30,
    ...(dates.length === 1 && date !== undefined && { date }),
    ...(rooms.length === 1 && room !== undefined && { room }),
    ...known,
  };
}

/** Undefined while something is missing. */
export function completeEvent({ what, module, person, room, date, minutes }: Draft): LoopEvent | undefined {
  switch (what) {
    case 'declined':
      return module === undefined || person === undefined ? undefined : { what, module, person };
    case 'away':
      return person === undefined || date === undefined ? undefined : { what, person, date };
    case 'late':
      return minutes === undefined ? undefined : { what, minutes };
    case 'lost':
      return room === undefined || date === undefined ? undefined : { what, room, date };
  }
}

export function seatsOf({
  sessions,
}: LoopView): readonly { module: string; person: string; name: string; title: string }[] {
  return sessions.flatMap(({ module, title, people }) =>
    people.map(({ id, name }) => ({ module, person: id, name, title })),
  );
}

export function peopleOf({ sessions }: LoopView): readonly { id: string; name: string }[] {
  return distinct(sessions.flatMap(({ people }) => people.map(({ id, name }) => ({ id, name }))));
}

export function roomsOf({ sessions }: LoopView): readonly { id: string; name: string }[] {
  return distinct(
    sessions.flatMap(({ room }) => (room === undefined ? [] : [{ id: room.id, name: room.name }])),
  );
}

export function datesOf({ sessions, opening }: LoopView): readonly { value: string; label: string }[] {
  const zone = opening.timeZone;
  const dates = sessions.map(({ start }) => ({
    id: dateOf(start, zone),
    value: dateOf(start, zone),
    label: dayWords(start, zone),
  }));
  return distinct(dates).map(({ value, label }) => ({ value, label }));
}

/** The first session with the candidate that has not ended. */
export function nextSession({ sessions }: LoopView, now: string): SessionView | undefined {
  return sessions.find(({ kind, end }) => kind !== 'debrief' && Date.parse(end) > Date.parse(now));
}

function distinct<T extends { readonly id: string }>(items: readonly T[]): readonly T[] {
  return [...new Map(items.map((item) => [item.id, item])).values()];
}
