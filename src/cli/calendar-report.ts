/** What the calendar files said, in lines for a person, and the busy time that follows. */
import { busyKey, type CalendarWanted } from '#domain/planning/build-problem.ts';
import type { CalendarReading, SkippedItem } from '#domain/calendar/calendar.ts';
import type { Interval } from '#domain/planning/loop-problem.ts';
import { instantText } from '#domain/time/zoned.ts';

export type CalendarAnswer = { readonly wanted: CalendarWanted; readonly reading: CalendarReading };

type Window = { readonly from: number; readonly to: number };

/**
 * Somebody whose file could not be read counts as busy throughout: nobody knows when they are free, and a plan must
 * not claim it.
 */
export function busyBy(
  answers: readonly CalendarAnswer[],
  window: Window,
): ReadonlyMap<string, readonly Interval[]> {
  return new Map(
    answers.map(({ wanted, reading }) => {
      const { kind, owner, zone } = wanted;
      const throughout = { start: instantText(window.from, zone), end: instantText(window.to, zone) };
      return [busyKey(kind, owner), reading.refused === undefined ? reading.busy : [throughout]];
    }),
  );
}

/** Titles and reasons quote strangers, whose control characters would act on the terminal. */
export function calendarReport(answer: CalendarAnswer): string[] {
  return linesOf(answer).map((line) => line.replaceAll(/\p{C}/gu, ' '));
}

function linesOf({ wanted, reading }: CalendarAnswer): string[] {
  const { name, refused } = reading;
  if (refused !== undefined) {
    return [
      `${name}:${refused.line}: refused: ${refused.reason}`,
      `${name}: ${wanted.owner} counts as busy throughout, because nothing is known`,
    ];
  }
  return [
    `${name}: ${counted(reading.items, 'item')} read, ${counted(reading.busy.length, 'busy block')}`,
    ...reading.skipped.map((item) => `${name}:${item.line}: skipped${titleOf(item)}: ${item.reason}`),
    ...reading.warnings.map(({ line, reason }) => `${name}:${line}: note: ${reason}`),
  ];
}

export function unusedReport(wanted: readonly CalendarWanted[], fileNames: ReadonlySet<string>): string[] {
  const used = new Set(wanted.map(({ fileName }) => fileName));
  return [...fileNames]
    .filter((name) => name.toLowerCase().endsWith('.ics') && !used.has(name))
    .toSorted()
    .map((name) => `${name}: not read, it belongs to nobody in the list`);
}

function titleOf({ what }: SkippedItem): string {
  return what === undefined ? '' : ` ${JSON.stringify(what)}`;
}

export function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
