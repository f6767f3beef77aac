import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minuteOf } from '#domain/time/zoned.ts';
import type { CalendarQuestion, CalendarSource } from '#domain/calendar/calendar.ts';

/** Eighteen months, the longest time that a plan looks ahead. */
export const EIGHTEEN_MONTHS: CalendarQuestion = {
  from: minuteOf('2026-06-01T00:00:00Z'),
  to: minuteOf('2027-12-01T00:00:00Z'),
  zone: 'Europe/Berlin',
};

/**
 * The calendar files of the corpora below a folder, ascending. Those of caldavtester are templates: their variables
 * (`$cuaddrurn1:`) are replaced by plain words.
 */
export function corpus(shared: string, below = ''): CalendarSource[] {
  const root = join(shared, 'corpora', below);
  return globSync('**/*.ics', { cwd: root })
    .toSorted()
    .map((name) => ({ name, bytes: withoutVariables(readFileSync(join(root, name))) }));
}

function withoutVariables(bytes: Buffer): Uint8Array {
  const text = bytes.toString('latin1');
  return /\$[a-z]+\d*:/.test(text) ? Buffer.from(text.replaceAll(/\$[a-z]+\d*:/g, 'word'), 'latin1') : bytes;
}
