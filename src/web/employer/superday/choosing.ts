/** Small decisions of planning a superday, apart from how they look. */
import type { Board, SuperdayConfirmation } from '#contract/superday.ts';
import type { ApplicationView, OpeningView } from '#contract/opening.ts';
import { WEEKDAYS, type LocalDate } from '#domain/planning/loop-problem.ts';
import { dateOf, laterDate } from '#web/time-words.ts';

/** Whoever has no loop yet. */
export function unplannedOf({ applications }: OpeningView): readonly ApplicationView[] {
  return applications.filter(({ loop }) => loop === undefined);
}

/** A week from now there is time to invite: the first weekday of the template from then on. */
export function firstChoice(now: string, { timeZone, template }: OpeningView): LocalDate {
  const from = laterDate(dateOf(now, timeZone), 7);
  const dates = Array.from({ length: 7 }, (_, days) => laterDate(from, days));
  return dates.find((date) => template.weekdays.includes(weekdayOf(date))) ?? from;
}

function weekdayOf(date: LocalDate): (typeof WEEKDAYS)[number] {
  return WEEKDAYS[(new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'mon';
}

/** What the server is asked to store: times, people and rooms as they were shown. */
export function superdayConfirmationOf({ sessions }: Board): SuperdayConfirmation {
  return {
    sessions: sessions.map(({ module, candidates, start, end, people, room }) => ({
      module,
      candidates,
      start,
      end,
      people: people.map(({ id, seat }) => ({ id, seat })),
      ...(room !== undefined && { room: room.id }),
    })),
  };
}

export function placedIn({ rows }: Board): number {
  return rows.filter(({ kind }) => kind === 'candidate').length;
}
