/** Where a candidate is, what comes next, and how late it is, in words. */
import type { DayLoop, DaySession, Hand } from '#contract/day.ts';
import { lateWords, minutesWords } from '#web/parts/relative-time.ts';
import { insideWords, NOTICED } from '#web/parts/where-words.ts';
import { hoursWords, timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { laterBy, sessionOf } from './day-standing.ts';

/** `With Bea Lang in Kelvin until about 10:40`, `Not here yet` */
export function whereWords(loop: DayLoop): string {
  const zone = loop.opening.timeZone;
  if (loop.now.is === 'with' && loop.where !== undefined) return insideWords(loop.where, zone);
  return standingWords(loop);
}

/** What is said where there is no session. */
export function standingWords({ status, now, arrived, noShow, opening, where }: DayLoop): string {
  const zone = opening.timeZone;
  if (now.is === 'no-show' || noShow !== undefined) return t('now.noShow');
  if (status === 'cancelled') return t('now.cancelled');
  if (now.is === 'over') return t('now.over');
  if (now.is === 'between') return t('now.between');
  if (now.is === 'with') return where === undefined ? t('now.inSession') : insideWords(where, zone);
  return arrived === undefined
    ? t('now.before')
    : t('now.arrivedBefore', { time: timeWords(arrived.at, zone) });
}

/** `about 10 minutes late`; undefined where nobody would notice. */
export function behindWords(minutes: number): string | undefined {
  return minutes < NOTICED ? undefined : lateWords(minutes);
}

/** `10:40`, where it is expected to begin at another time than planned. */
export function expectedStart(session: DaySession, zone: string): string | undefined {
  return Math.abs(laterBy(session)) < NOTICED ? undefined : timeWords(session.expected.start, zone);
}

/** `10:40 to 11:25`, where it is expected at other hours than planned. */
export function expectedHours(session: DaySession, zone: string): string | undefined {
  return Math.abs(laterBy(session)) < NOTICED ? undefined : hoursWords(session.expected, zone);
}

/** `10:50`, where it is expected to end at another time than planned. */
export function expectedEnd({ end, expected }: DaySession, zone: string): string | undefined {
  const later = Math.abs(Date.parse(expected.end) - Date.parse(end)) / 60_000;
  return later < NOTICED ? undefined : timeWords(expected.end, zone);
}

/** Why a loop needs a hand, as a sentence. */
export function handWords({ what, session, minutes = 0 }: Hand, loop: DayLoop): string {
  const title = sessionOf(loop, session)?.title ?? '';
  return t(`hand.${what}`, { title, time: minutesWords(minutes), late: lateWords(minutes) });
}
