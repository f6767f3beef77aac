/** When a loop is, in one line. */
import type { Interval } from '#domain/planning/loop-problem.ts';
import { dayWords, offsetWords, spanWords, timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

/** Where the last part lies on another day (a debrief may), only the beginning is said. */
export function loopWords(loop: Interval, zone: string): string {
  const offset = offsetWords(loop.start, zone);
  if (dayWords(loop.start, zone) === dayWords(loop.end, zone)) return `${spanWords(loop, zone)} (${offset})`;
  const from = { day: dayWords(loop.start, zone), time: timeWords(loop.start, zone) };
  return `${t('opening.loopFrom', from)} (${offset})`;
}
