/** What the board says of a session and of a row. */
import type { BoardSession } from '#contract/superday.ts';
import { namesText } from '#domain/names.ts';
import { dailyWaits } from '#domain/time/waiting.ts';
import { durationWords, hoursWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import type { BoardRow } from './board-model.ts';

/** Names of candidates by the ids of their applications. */
export type Names = ReadonlyMap<string, string>;

const MOST_NAMES = 4;

/** Who else is in the session, seen from a row: the people for a candidate, the candidates for the others. */
export function companyWords(session: BoardSession, row: BoardRow, names: Names): string {
  if (row.kind === 'candidate') return session.people.map(({ name }) => name).join(', ');
  const candidates = namesText(candidatesOf(session, names), 2);
  if (row.kind === 'room') return candidates;
  const others = session.people.filter(({ id }) => id !== row.id).map(({ name }) => name);
  return [candidates, ...others].join(', ');
}

export function sessionWords(session: BoardSession, names: Names, zone: string): string {
  const people = peopleWords(session);
  return [
    `${session.title} (${t(`kind.${session.kind}`)}), ${hoursWords(session, zone)}`,
    t(session.kind === 'debrief' ? 'board.about' : 'board.for', {
      names: namesText(candidatesOf(session, names), MOST_NAMES),
    }),
    ...(people === '' ? [] : [t('board.with', { names: people })]),
    ...(session.room === undefined ? [] : [t('board.in', { room: session.room.name })]),
  ].join(', ');
}

/** `9:00 to 12:30, meets Ada and Bob, 15 min between sessions` */
export function rowWords({ kind, id, sessions }: BoardRow, names: Names, zone: string): string {
  const first = sessions[0];
  if (first === undefined) return '';
  const end = sessions.reduce(
    (last, session) => (Date.parse(session.end) > Date.parse(last) ? session.end : last),
    first.end,
  );
  const whole = hoursWords({ start: first.start, end }, zone);
  const count = t('board.sessions', { count: sessions.length });
  if (kind === 'room') return [whole, count].join(', ');
  const met =
    kind === 'candidate'
      ? sessions.flatMap(({ people }) => people.map(({ name }) => name))
      : sessions.flatMap((session) => candidatesOf(session, names));
  const waiting =
    kind === 'candidate' ? dailyWaits(sessions, zone).reduce((sum, minutes) => sum + minutes, 0) : 0;
  const others = [...new Set(met)].filter((name) => name !== names.get(id));
  return [
    whole,
    count,
    ...(others.length === 0 ? [] : [t('board.meets', { names: namesText(others, MOST_NAMES) })]),
    ...(waiting === 0 ? [] : [t('board.waits', { duration: durationWords(waiting) })]),
  ].join(', ');
}

function candidatesOf({ candidates }: BoardSession, names: Names): string[] {
  return candidates.flatMap((id) => names.get(id) ?? []);
}

function peopleWords({ people }: BoardSession): string {
  return namesText(
    people.map(({ name }) => name),
    MOST_NAMES,
  );
}
