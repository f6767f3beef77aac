/** The event while it is being said, apart from how it looks. */
import type { SessionView } from '#contract/day-search.ts';
import type { LoopView } from '#contract/loop.ts';
import type { LoopEvent } from '#contract/repair.ts';
import { textOf } from '#web/search-parts.ts';
import { dateOf, dayWords } from '#web/time-words.ts';

/** What a coordinator says; what somebody proposes has a form of its own (`proposal.ts`). */
export const EVENT_KINDS = ['declined', 'away', 'late', 'lost', 'behind'] as const;

export type Draft = {
  readonly what: (typeof EVENT_KINDS)[number];
  readonly module?: string;
  readonly person?: string;
  readonly room?: string;
  readonly date?: string;
  readonly minutes?: number;
  /** Whoever is away, or a room that is lost, was there until now: what is past stands. */
  readonly from?: 'now';
};

/** What an address may say of it already. */
export type RepairSearch = Partial<Draft>;

const MOST_MINUTES = 24 * 60;

/** From the part of the address after `?`; what means nothing there is left out. */
export function repairFrom(search: Record<string, unknown>): RepairSearch {
  const what = EVENT_KINDS.find((kind) => kind === search['what']);
  const minutes = search['minutes'];
  return {
    ...(what !== undefined && { what }),
    ...textOf(search, 'module'),
    ...textOf(search, 'person'),
    ...textOf(search, 'room'),
    ...(isMinutes(minutes) && { minutes }),
  };
}

function isMinutes(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) >= 1 && Number(value) <= MOST_MINUTES;
}

/** Minutes that a candidate may be late, to choose from. */
const LATENESS: readonly number[] = [5, 10, 15, 30, 45, 60, 90, 120, 180, 240];

/** With the minutes that are chosen already. */
export function latenessWith(minutes: number | undefined): readonly number[] {
  if (minutes === undefined || LATENESS.includes(minutes)) return LATENESS;
  return [...LATENESS, minutes].toSorted((a, b) => a - b);
}

/** Where there is only one day or room, it is chosen from the beginning; what happens today happens from now on. */
export function firstDraft(loop: LoopView, known: RepairSearch): Draft {
  const dates = datesOf(loop);
  const rooms = roomsOf(loop);
  const [date, room] = [dates[0]?.value, rooms[0]?.id];
  return {
    what: 'declined',
    minutes: 30,
    from: 'now',
    ...(dates.length === 1 && date !== undefined && { date }),
    ...(rooms.length === 1 && room !== undefined && { room }),
    ...known,
  };
}

/** Undefined while something is missing. `today` is the date now in the opening's zone. */
export function completeEvent(draft: Draft, today: string): LoopEvent | undefined {
  const { what, module, person, minutes } = draft;
  switch (what) {
    case 'declined':
      return module === undefined || person === undefined ? undefined : { what, module, person };
    case 'late':
      return minutes === undefined ? undefined : { what, minutes };
    case 'behind':
      return { what };
    case 'away':
    case 'lost':
      return goneEvent(draft, today);
  }
}

/** Somebody or a room, for a day or for what is left of it. */
function goneEvent({ what, person, room, date, from }: Draft, today: string): LoopEvent | undefined {
  if (date === undefined) return undefined;
  const when = { date, ...(from === 'now' && date === today && { from }) };
  if (what === 'away') return person === undefined ? undefined : { what, person, ...when };
  return what !== 'lost' || room === undefined ? undefined : { what, room, ...when };
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
