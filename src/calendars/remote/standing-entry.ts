/** An entry of ours as it stands in a calendar, and what becomes of it. Runs in the worker. */
import type { CalendarRemark } from '#domain/calendar/calendar.ts';
import type { Interval } from '#domain/planning/loop-problem.ts';
import { ok, type Result } from '#domain/result.ts';
import type { SchedulingMessage } from '#domain/telling/scheduling-message.ts';
import { millisecondsOf } from '#domain/time/zoned.ts';
import { readSchedulingMessage } from '#calendars/message.ts';
import { davTexts } from './dav-answer.ts';
import { mergedEntry } from './merged-entry.ts';

/** When and where an entry is. */
export type EntryPlace = Interval & { readonly place?: string };

/** `text` is what it is to say, absent where it is to go; `last` is what we wrote the last time. */
export type EntryWanted = {
  readonly uid: string;
  readonly text?: string;
  readonly last?: EntryPlace;
};

/** `text`: with what is wanted of it. `moved`: neither when and where we wrote it, nor when and where it is to be. */
export type StandingEntry = {
  readonly href: string;
  readonly etag: string;
  readonly text: string;
  readonly moved: boolean;
};

/** Servers look for parts of a UID too. */
export function standingEntry(
  bytes: Uint8Array,
  { uid, text, last }: EntryWanted,
): Result<StandingEntry | undefined, CalendarRemark> {
  const texts = davTexts(bytes);
  if (!texts.ok) return texts;
  for (const there of texts.value) {
    const said = readSchedulingMessage(new TextEncoder().encode(there.text));
    if (!said.ok || said.value.uid !== uid) continue;
    const { href, etag } = there;
    if (text === undefined) return ok({ href, etag, text: '', moved: false });
    const wanted = readSchedulingMessage(new TextEncoder().encode(text));
    const same = wanted.ok && isAt(said.value, { ...wanted.value.time, place: wanted.value.place });
    return ok({
      href,
      etag,
      text: mergedEntry(there.text, text, same),
      moved: !same && last !== undefined && !isAt(said.value, { ...last, place: last.place }),
    });
  }
  return ok(undefined);
}

type Place = { readonly start?: string; readonly end?: string; readonly place: string | undefined };

function isAt({ time, place = '' }: SchedulingMessage, there: Place): boolean {
  const { start = '', end = '' } = there;
  if (time === undefined || start === '' || end === '') return false;
  const when = sameMoment(time.start, start) && sameMoment(time.end, end);
  return when && place.trim() === (there.place ?? '').trim();
}

function sameMoment(a: string, b: string): boolean {
  return millisecondsOf(a) === millisecondsOf(b);
}
