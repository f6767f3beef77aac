import type { Whereabouts } from '#contract/day.ts';
import { namesText } from '#domain/names.ts';
import { timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

/** Minutes of lateness that are worth a word. */
export const NOTICED = 2;

/** `With Bea Lang in Kelvin until about 10:40`: where a candidate is, for those who meet them next. */
export function insideWords({ people, place, until, behind }: Whereabouts, zone: string): string {
  const time = timeWords(until, zone);
  return [
    people.length === 0 ? t('now.inSession') : t('now.withWho', { names: namesText(people) }),
    ...(place === undefined ? [] : [t('day.place', { place })]),
    t(behind >= NOTICED ? 'now.untilAbout' : 'now.until', { time }),
  ].join(' ');
}
