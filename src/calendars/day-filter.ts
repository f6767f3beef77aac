/** Which days a recurrence rule lets through. RFC 5545, section 3.3.10, the table of BY parts. */
import { dateOf, dayNumber, monthLength, weekdayOf, weekOf, yearLength } from './days.ts';
import type { Rule, RuleDay } from './rule.ts';

export type DayFilter = (day: number) => boolean;

export function dayFilter(rule: Rule): DayFilter {
  const { BYMONTH, BYMONTHDAY, BYYEARDAY, BYWEEKNO } = rule.by;
  const checks: DayFilter[] = [];
  if (BYMONTH !== undefined) checks.push((day) => BYMONTH.includes(dateOf(day).month));
  if (BYMONTHDAY !== undefined) checks.push((day) => isMonthDay(BYMONTHDAY, day));
  if (BYYEARDAY !== undefined) checks.push((day) => isYearDay(BYYEARDAY, day));
  if (BYWEEKNO !== undefined) checks.push((day) => isWeek(BYWEEKNO, day, rule.weekStart));
  if (rule.days.length > 0) checks.push(weekdayFilter(rule));
  return (day) => checks.every((check) => check(day));
}

/** Where the rule names no day at all, the date of DTSTART does (`startDay`, days since 1970-01-01). */
export function withDefaults(rule: Rule, startDay: number): Rule {
  const { by, frequency } = rule;
  if (rule.days.length > 0 || by.BYMONTHDAY !== undefined || by.BYYEARDAY !== undefined) return rule;
  const { month, day } = dateOf(startDay);
  const weekday = [{ nth: 0, weekday: weekdayOf(startDay) }];
  if (frequency === 'WEEKLY' || by.BYWEEKNO !== undefined) return { ...rule, days: weekday };
  if (frequency === 'MONTHLY') return { ...rule, by: { ...by, BYMONTHDAY: [day] } };
  if (frequency !== 'YEARLY') return rule;
  return { ...rule, by: { ...by, BYMONTH: by.BYMONTH ?? [month], BYMONTHDAY: [day] } };
}

function isMonthDay(days: readonly number[], number: number): boolean {
  const { year, month, day } = dateOf(number);
  return days.includes(day) || days.includes(day - monthLength(year, month) - 1);
}

function isYearDay(days: readonly number[], number: number): boolean {
  const { year } = dateOf(number);
  const ofYear = number - dayNumber(year, 1, 1) + 1;
  return days.includes(ofYear) || days.includes(ofYear - yearLength(year) - 1);
}

function isWeek(weeks: readonly number[], number: number, start: number): boolean {
  const { week, weeks: all } = weekOf(number, start);
  return weeks.includes(week) || weeks.includes(week - all - 1);
}

/** Numbers before a weekday mean something in months and years only; elsewhere every such weekday counts. */
function weekdayFilter(rule: Rule): DayFilter {
  const ofMonth =
    rule.frequency === 'MONTHLY' || (rule.frequency === 'YEARLY' && rule.by.BYMONTH !== undefined);
  const ofYear = rule.frequency === 'YEARLY' && rule.by.BYWEEKNO === undefined;
  return (number) => {
    const weekday = weekdayOf(number);
    const { year, month, day } = dateOf(number);
    const place = (of: RuleDay): boolean => {
      if (of.nth === 0 || (!ofMonth && !ofYear)) return true;
      const index = ofMonth ? day - 1 : number - dayNumber(year, 1, 1);
      const length = ofMonth ? monthLength(year, month) : yearLength(year);
      return of.nth > 0
        ? Math.floor(index / 7) + 1 === of.nth
        : -Math.floor((length - 1 - index) / 7) - 1 === of.nth;
    };
    return rule.days.some((of) => of.weekday === weekday && place(of));
  };
}
