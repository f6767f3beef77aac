/** What the picture of a day shows, apart from how it looks: strips of the same clock, and where the sessions lie. */
import type { DayLoop, DaySession } from '#contract/day.ts';
import type { Interval } from '#domain/planning/loop-problem.ts';
import { placeOf, spanAround, type Place, type Span } from '#web/parts/timeline-geometry.ts';
import { offsetWords } from '#web/time-words.ts';

/** Loops whose openings' clocks show the same, with the hours around them. */
export type Strip = { readonly zone: string; readonly span: Span; readonly loops: readonly DayLoop[] };

/** One for each clock; loops without sessions have no row. */
export function strips(loops: readonly DayLoop[]): readonly Strip[] {
  const shown = loops.filter((loop) => inPicture(loop).length > 0);
  const byClock = Map.groupBy(shown, ({ sessions, opening }) =>
    offsetWords(sessions[0]?.start ?? '', opening.timeZone),
  );
  return [...byClock.values()].map((of) => ({
    zone: of[0]?.opening.timeZone ?? 'UTC',
    span: spanAround(
      of.flatMap((loop) => inPicture(loop).flatMap(placesOf)),
      15,
    ),
    loops: of,
  }));
}

/** A debrief is about the candidate, not with the candidate. */
export function inPicture({ sessions }: DayLoop): readonly DaySession[] {
  return sessions.filter(({ kind }) => kind !== 'debrief');
}

/** As planned and as expected. */
function placesOf({ start, end, expected }: DaySession): readonly Interval[] {
  return [{ start, end }, expected];
}

/** Where a session stood by the plan, if that is no longer where it is expected. */
export function plannedPlace(session: DaySession, span: Span): Place | undefined {
  const moved = Math.abs(Date.parse(session.expected.start) - Date.parse(session.start)) >= 2 * 60_000;
  return moved ? placeOf(session, span) : undefined;
}

/** In percent of the width; undefined outside the span. */
export function placeOfNow(now: number, { from, to }: Span): number | undefined {
  const minute = now / 60_000;
  return minute < from || minute > to ? undefined : (100 * (minute - from)) / (to - from);
}
