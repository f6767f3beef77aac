/** Days of candidates as they are known at one moment. */
import type { MoreMark, Mark } from '#domain/day/day.ts';
import type { DayFacts, DaySessionFacts } from '#domain/day/day-facts.ts';
import {
  expectedTimes,
  type ExpectedTimes,
  type SessionMarks,
  type TimedSession,
} from '#domain/day/expected-times.ts';
import type { Instant, Interval, LocalDate } from '#domain/planning/loop-problem.ts';
import { dateAt, instantText, minuteAt, minuteOf } from '#domain/time/zoned.ts';
import type { LoopOfDay, SessionOfDay } from '#store/day/day-sessions.ts';
import type { StoredMark } from '#store/day/day-marks.ts';
import type { Reading } from '#store/store.ts';

/** Everything around a moment, in every zone: people and rooms are shared by loops of all openings. */
export type Around = {
  readonly now: Instant;
  readonly sessions: readonly SessionOfDay[];
  readonly marks: readonly StoredMark[];
  readonly times: ExpectedTimes;
};

/** `date`: a whole day in whatever zone; without it what is around now. */
export async function loadAround(
  tables: Reading,
  organisation: string,
  { now, date }: { readonly now: Instant; readonly date?: LocalDate | undefined },
): Promise<Around> {
  const sessions = await tables.day.sessions(organisation, spanAround(date ?? dateAt(minuteOf(now), 'UTC')));
  const marks = await tables.day.marks(organisation, {
    sessions: sessions.map(({ id }) => id),
    loops: sessions.flatMap(({ loops }) => loops.map(({ id }) => id)),
  });
  const missing = new Set(marks.flatMap(({ what, loop }) => (what === 'no-show' ? (loop ?? []) : [])));
  const timed = sessions.flatMap((session) => timedSession(session, { marks, missing }) ?? []);
  return { now, sessions, marks, times: expectedTimes(timed, now) };
}

/** A loop, with those of its sessions that matter. */
export type LoopTimes = { readonly id: string; readonly sessions: readonly Interval[] };

/** Whether any of these sessions is in what is loaded around now; without one there is no need to load it. */
export function isAround({ sessions }: LoopTimes, now: Instant): boolean {
  const span = spanAround(dateAt(minuteOf(now), 'UTC'));
  return sessions.some(
    ({ start, end }) => minuteOf(start) < minuteOf(span.end) && minuteOf(end) > minuteOf(span.start),
  );
}

/** Wherever on earth it is that date, and the day before and after for what runs on. */
function spanAround(date: LocalDate): Interval {
  const day = Temporal.PlainDate.from(date);
  const at = (days: number): Instant =>
    instantText(minuteAt(day.add({ days }).toString(), '00:00', 'UTC'), 'UTC');
  return { start: at(-2), end: at(3) };
}

/** As it is held: nobody waits for whoever did not come. Undefined where no candidate is left. */
function timedSession(
  { id, kind, start, end, people, room, loops }: SessionOfDay,
  { marks, missing }: { readonly marks: readonly StoredMark[]; readonly missing: ReadonlySet<string> },
): TimedSession | undefined {
  const coming = loops.filter((loop) => loop.status === 'confirmed' && !missing.has(loop.id));
  if (coming.length === 0) return undefined;
  return {
    id,
    kind,
    start,
    end,
    people,
    ...(room === undefined ? {} : { room: room.id }),
    candidates: coming.map(({ candidate }) => candidate.id),
    marks: marksOfSession(marks, id),
  };
}

export function marksOfSession(marks: readonly StoredMark[], session: string): SessionMarks {
  const own = marks.filter((mark) => mark.session === session);
  const of = (what: StoredMark['what']): StoredMark | undefined => own.findLast((mark) => mark.what === what);
  const [started, ended, more] = [of('started'), of('ended'), of('more')];
  return {
    ...(started === undefined ? {} : { started: markShown(started) }),
    ...(ended === undefined ? {} : { ended: markShown(ended) }),
    ...(more?.more === undefined ? {} : { more: { ...markShown(more), ...more.more } satisfies MoreMark }),
  };
}

function markShown({ id, at, by }: StoredMark): Mark {
  return { id, at, ...(by === undefined ? {} : { by }) };
}

/** Which date of a loop is meant; undefined for what is not shown. */
type DateOf = (opening: { readonly timeZone: string }, sessions: readonly SessionOfDay[]) => LocalDate;
type Wanted = { readonly organisation: string; readonly around: Around; readonly only?: string };

/** The days of all these loops on the date that is meant; a loop without a session on it has none. */
export async function daysFrom(
  tables: Reading,
  { organisation, around, only }: Wanted,
  dateOf: DateOf,
): Promise<DayFacts[]> {
  const loops = new Map<string, LoopOfDay>();
  for (const session of around.sessions) {
    for (const loop of session.loops) if (only === undefined || loop.id === only) loops.set(loop.id, loop);
  }
  const days = [...loops.values()].flatMap((loop) => {
    const all = around.sessions.filter((session) => session.loops.some(({ id }) => id === loop.id));
    const [any] = all;
    if (any === undefined) return [];
    const date = dateOf(any.opening, all);
    const sessions = all.filter((session) => isOn(date, session, any.opening.timeZone));
    return sessions.length === 0 ? [] : [{ loop, date, sessions, opening: any.opening }];
  });
  const noted = await tables.day.noted(
    organisation,
    days.map(({ loop }) => loop.id),
  );
  const openings = new Map<
    string,
    Pick<DayFacts, 'notes'> & { readonly needs: ReadonlyMap<string, DayFacts['needs']> }
  >();
  for (const { opening } of days) {
    if (openings.has(opening.id)) continue;
    const found = await tables.openings.find(organisation, opening.id);
    openings.set(opening.id, {
      notes: found?.dayNotes ?? {},
      needs: await tables.needs.ofOpening(organisation, opening.id),
    });
  }
  return days.map(({ loop, date, sessions, opening }) => ({
    now: around.now,
    date,
    id: loop.id,
    status: loop.status,
    opening,
    application: loop.application,
    candidate: loop.candidate,
    ...marksOfLoop(around.marks, loop.id),
    sessions: sessions.map((session) => sessionFacts(session, around.marks)),
    times: around.times,
    noted: noted.get(loop.id) ?? [],
    notes: openings.get(opening.id)?.notes ?? {},
    needs: openings.get(opening.id)?.needs.get(loop.application) ?? {},
  }));
}

/** One that runs over midnight is on both dates. */
function isOn(date: LocalDate, { start, end }: Interval, zone: string): boolean {
  return dateAt(minuteOf(start), zone) <= date && date <= dateAt(minuteOf(end) - 1, zone);
}

function marksOfLoop(marks: readonly StoredMark[], loop: string): Pick<DayFacts, 'arrived' | 'noShow'> {
  const of = (what: StoredMark['what']): StoredMark | undefined =>
    marks.findLast((mark) => mark.loop === loop && mark.what === what);
  const [arrived, noShow] = [of('arrived'), of('no-show')];
  return {
    ...(arrived === undefined ? {} : { arrived: markShown(arrived) }),
    ...(noShow === undefined ? {} : { noShow: markShown(noShow) }),
  };
}

function sessionFacts(
  { loops, opening: _opening, ...session }: SessionOfDay,
  marks: readonly StoredMark[],
): DaySessionFacts {
  const together = loops.filter(({ status }) => status === 'confirmed').length;
  return { ...session, together, marks: marksOfSession(marks, session.id) };
}

/** The day of one loop: today in its zone, or the one that is nearest to now. Undefined where there is none around now. */
export async function dayOfLoop(
  tables: Reading,
  {
    organisation,
    loop,
    now,
  }: { readonly organisation: string; readonly loop: LoopTimes; readonly now: Instant },
): Promise<DayFacts | undefined> {
  if (!isAround(loop, now)) return undefined;
  const around = await loadAround(tables, organisation, { now });
  const [day] = await daysFrom(tables, { organisation, around, only: loop.id }, nearestDate(now));
  return day;
}

function nearestDate(now: Instant): DateOf {
  return ({ timeZone }, sessions) => {
    const today = dateAt(minuteOf(now), timeZone);
    if (sessions.some((session) => isOn(today, session, timeZone))) return today;
    const away = ({ start, end }: SessionOfDay): number =>
      Math.max(minuteOf(start) - minuteOf(now), minuteOf(now) - minuteOf(end));
    const [nearest] = sessions.toSorted((a, b) => away(a) - away(b));
    return nearest === undefined ? today : dateAt(minuteOf(nearest.start), timeZone);
  };
}
