/** What sentences of entries are put together from: names that are still known, days, and lists. */
import type { AuditEntryView, AuditNamed } from '#contract/audit.ts';
import { dayWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

type Named = 'candidate' | 'opening' | 'person' | 'room';

export function nameOf(named: AuditNamed | undefined, what: Named): string {
  return named?.name ?? t(`audit.nameless.${what}`);
}

export function subject(entry: AuditEntryView, what: Named): string {
  return nameOf(entry.subject, what);
}

export function opening({ openings }: AuditEntryView): string {
  return nameOf(openings[0], 'opening');
}

export function dayFacts(
  entry: AuditEntryView,
  who: string,
): { who: string; candidate: string; count: number; day: string } {
  const candidate = nameOf(entry.candidates[0], 'candidate');
  return { who, candidate, count: entry.figures.sessions ?? 0, day: day(entry) };
}

/** `Tuesday 8 December`, or from one day to another. */
export function day({ figures: { start, end }, zone }: AuditEntryView): string {
  if (start === undefined || end === undefined) return '';
  const [first, last] = [dayWords(start, zone), dayWords(end, zone)];
  return first === last ? first : t('audit.dayTo', { start: first, end: last });
}

export function changed({ figures }: AuditEntryView): boolean {
  return (figures.fields ?? []).length > 0;
}

export function fields({ figures }: AuditEntryView): string {
  return listed((figures.fields ?? []).map((field) => t(`audit.field.${field}`)));
}

export function imported({ peopleCount, roomCount, candidates, figures }: AuditEntryView): string {
  const parts = [
    ['people', peopleCount],
    ['rooms', roomCount],
    ['candidates', candidates.length],
    ['calendars', figures.calendars ?? 0],
  ] as const;
  return listed(
    parts.flatMap(([what, count]) => (count === 0 ? [] : t(`audit.imported.${what}`, { count }))),
  );
}

/** `a, b and c` */
export function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')}${t('audit.and')}${last}`;
}
