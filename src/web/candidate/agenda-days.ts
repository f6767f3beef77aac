/** The agenda's sessions by day, in the candidate's own zone. Only Intl and Date: it must open on old telephones. */
import type { AgendaOpen } from '#contract/agenda.ts';
import { dateOf, minutesBetween, offsetWords, zoneCity } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

export type AgendaSession = AgendaOpen['sessions'][number];
export type AgendaDay = { readonly date: string; readonly sessions: readonly AgendaSession[] };

export function agendaDays(sessions: readonly AgendaSession[], zone: string): readonly AgendaDay[] {
  const days = new Map<string, AgendaSession[]>();
  for (const session of [...sessions].sort((a, b) => Date.parse(a.start) - Date.parse(b.start))) {
    const date = dateOf(session.start, zone);
    days.set(date, [...(days.get(date) ?? []), session]);
  }
  return [...days].map(([date, of]) => ({ date, sessions: of }));
}

/** Free minutes between this session and the one before it on the same day. */
export function breakBefore(sessions: readonly AgendaSession[], index: number): number {
  const before = sessions[index - 1];
  const here = sessions[index];
  return before === undefined || here === undefined ? 0 : Math.max(0, minutesBetween(before.end, here.start));
}

/** Says the zone once, with its offset; with both offsets where the clocks change between two days. */
export function zoneLine(sessions: readonly AgendaSession[], zone: string): string {
  const offsets = [...new Set(sessions.map((session) => offsetWords(session.start, zone)))];
  return t('agenda.zone', { city: zoneCity(zone), offset: offsets.join(', ') });
}
