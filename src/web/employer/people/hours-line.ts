/** Working hours in one short line: `Mon–Fri 9:00–17:00`. */
import { WEEKDAYS, type Weekday, type WorkingHours } from '#domain/planning/loop-problem.ts';
import { t } from '#web/words/words.ts';

export function hoursLine(works: readonly WorkingHours[]): string {
  if (works.length === 0) return t('people.always');
  return works.map((hours) => `${daysWords(hours.days)} ${short(hours.from)}–${short(hours.to)}`).join(', ');
}

/** The days for one more line of hours: those of the working week that have none yet, or none. */
export function daysWithoutHours(works: readonly WorkingHours[]): readonly Weekday[] {
  const covered = new Set(works.flatMap((hours) => hours.days));
  return WEEKDAYS.slice(0, 5).filter((day) => !covered.has(day));
}

function daysWords(days: readonly Weekday[]): string {
  const indexes = WEEKDAYS.flatMap((day, index) => (days.includes(day) ? [index] : []));
  const runs: number[][] = [];
  for (const index of indexes) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1) === index - 1) run.push(index);
    else runs.push([index]);
  }
  return runs.map(runWords).join(', ');
}

function runWords(run: readonly number[]): string {
  const names = run.map((index) => t(`weekday.${WEEKDAYS[index] ?? 'mon'}`));
  return names.length < 3 ? names.join(', ') : `${names[0]}–${names.at(-1)}`;
}

function short(time: string): string {
  return time.replace(/^0/, '');
}
