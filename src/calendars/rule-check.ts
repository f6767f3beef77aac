/** Which rules the library is not asked to expand: forbidden ones, endless ones, and those it gets wrong. */
import { CALENDAR_LIMITS } from './limits.ts';
import type { Rule } from './rule.ts';

export function whyNotExpanded(rule: Rule): string | undefined {
  if (neverOccurs(rule.by)) return 'the rule never occurs: no month it names has such a day';
  if (timesPerDay(rule) > CALENDAR_LIMITS.perDay) {
    return `it may occur more than ${CALENDAR_LIMITS.perDay} times a day`;
  }
  return whyForbidden(rule) ?? whyMistaken(rule);
}

/** At most so many occurrences on one day. */
export function timesPerDay({ frequency, by }: Rule): number {
  const hours = frequency === 'HOURLY' || frequency === 'MINUTELY' ? 24 : 1;
  const minutes = frequency === 'MINUTELY' ? 60 : 1;
  return (by.BYHOUR?.length ?? hours) * (by.BYMINUTE?.length ?? minutes) * (by.BYSECOND?.length ?? 1);
}

const LONGEST = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

function neverOccurs({ BYMONTH: months, BYMONTHDAY: days }: Rule['by']): boolean {
  if (months === undefined || days === undefined) return false;
  return months.every((month) => days.every((day) => Math.abs(day) > (LONGEST[month - 1] ?? 31)));
}

/** RFC 5545, section 3.3.10, below the list of parts. */
function whyForbidden({ frequency, days, by }: Rule): string | undefined {
  if (by.BYYEARDAY !== undefined && ['DAILY', 'WEEKLY', 'MONTHLY'].includes(frequency)) {
    return `BYYEARDAY may not stand with FREQ=${frequency}`;
  }
  if (by.BYWEEKNO === undefined) return undefined;
  if (frequency !== 'YEARLY') return `BYWEEKNO may not stand with FREQ=${frequency}`;
  return days.some(isNumbered) ? 'BYDAY with a number may not stand with BYWEEKNO' : undefined;
}

/** Where rrule-temporal 2.2.8 unites days that the standard intersects, or runs into the next year. */
function whyMistaken({ frequency, days, by }: Rule): string | undefined {
  if (days.some((day) => /^-?53/.test(day))) return 'BYDAY with the number 53 is not read';
  const { BYMONTH, BYMONTHDAY, BYYEARDAY, BYWEEKNO } = by;
  const kinds = [BYMONTHDAY, BYYEARDAY, BYWEEKNO].filter((part) => part !== undefined).length;
  const isMixed =
    kinds > 1 ||
    (frequency === 'YEARLY' &&
      ((BYYEARDAY !== undefined && days.length > 0) ||
        (BYMONTHDAY !== undefined && BYMONTH === undefined && days.some(isNumbered))));
  return isMixed ? 'such a mixture of BYDAY, BYMONTHDAY, BYYEARDAY and BYWEEKNO is not read' : undefined;
}

/** `2TU` or `-1FR`, not `MO`. */
export function isNumbered(day: string): boolean {
  return day.length > 2;
}
