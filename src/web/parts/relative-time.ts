/** How far a moment is from now, in the words people use. Everything is counted in whole minutes. */
import type { Instant } from '#domain/planning/loop-problem.ts';
import { durationWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

/** Whole minutes from `now` (milliseconds) until the instant, rounded up: what begins in 30 seconds is in 1 minute. */
export function minutesUntil(instant: Instant, now: number): number {
  return Math.ceil((Date.parse(instant) - now) / 60_000);
}

/** Whole minutes since the instant, rounded down. */
export function minutesSince(instant: Instant, now: number): number {
  return Math.floor((now - Date.parse(instant)) / 60_000);
}

/** `12 minutes`, `1 h 20 min` */
export function minutesWords(minutes: number): string {
  return minutes < 60 ? t('ago.minutes', { count: minutes }) : durationWords(minutes);
}

/** `in 12 minutes`, or `now` once it has come. */
export function untilWords(instant: Instant, now: number): string {
  const minutes = minutesUntil(instant, now);
  return minutes <= 0 ? t('ago.now') : t('ago.in', { time: minutesWords(minutes) });
}

/** `12 minutes ago`, `just now` */
export function sinceWords(instant: Instant, now: number): string {
  const minutes = minutesSince(instant, now);
  return minutes < 1 ? t('ago.justNow') : t('ago.since', { time: minutesWords(minutes) });
}

/** `10 minutes late` */
export function lateWords(minutes: number): string {
  return t('ago.late', { time: minutesWords(minutes) });
}

/** `18 minutes left`, or `5 minutes over` */
export function leftWords(end: Instant, now: number): string {
  const minutes = minutesUntil(end, now);
  if (minutes > 0) return t('ago.left', { time: minutesWords(minutes) });
  return t('ago.over', { time: minutesWords(Math.max(1, -minutes)) });
}
