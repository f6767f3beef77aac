/** Entries by day, newest first, each a sentence with its time. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { AuditEntryView } from '#contract/audit.ts';
import { fullDayWords, timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { listed } from './sentence-parts.ts';
import { sentenceOf } from './sentence.ts';

type Props = {
  readonly organisation: string;
  readonly entries: readonly AuditEntryView[];
  readonly timeZone: string;
};

export function EntriesByDay({ organisation, entries, timeZone }: Props): ReactNode {
  const days = Map.groupBy(entries, ({ at }) => fullDayWords(at, timeZone));
  return [...days].map(([day, ofDay]) => (
    <section key={day} className="happened-day">
      <h2 className="section-title">{day}</h2>
      <ul className="rows">
        {ofDay.map((entry) => (
          <li key={entry.number} className="row happened">
            <time className="happened-time" dateTime={entry.at}>
              {timeWords(entry.at, timeZone)}
            </time>
            <div className="row-words">
              <span className="happened-what">{sentenceOf(entry)}</span>
              <With entry={entry} />
            </div>
            <Way organisation={organisation} entry={entry} />
            <span className="happened-number" title={t('audit.number', { number: entry.number })}>
              <span className="hidden">{t('audit.number', { number: entry.number })}</span>
              <span aria-hidden="true">{entry.number}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  ));
}

/** Who has a part in the day. An import names nobody: the list is in the file. */
function With({ entry }: { entry: AuditEntryView }): ReactNode {
  const names = entry.people.flatMap(({ name }) => name ?? []);
  if (names.length === 0 || entry.action === 'people-imported') return null;
  const more = entry.peopleCount - names.length;
  return (
    <span className="row-below">
      {more > 0
        ? t('audit.withMore', { people: names.join(', '), count: more })
        : t('audit.with', { people: listed(names) })}
    </span>
  );
}

const OF_LOOPS: readonly string[] = [
  'plan-confirmed',
  'repair-accepted',
  'loop-rescheduled',
  'loop-cancelled',
  'cancel-asked',
  'cancel-undone',
];

/** To what was changed, where it is still there. */
function Way({ organisation, entry }: { organisation: string; entry: AuditEntryView }): ReactNode {
  const { action, subject } = entry;
  if (subject.name === undefined) return null;
  const params = { o: organisation, id: subject.id };
  if (action === 'superday-confirmed') {
    return (
      <Link to="/o/$o/superdays/$id" params={params} className="happened-way">
        {t('audit.seeSuperday')}
      </Link>
    );
  }
  if (action === undefined || !OF_LOOPS.includes(action)) return null;
  return (
    <Link to="/o/$o/loops/$id" params={params} className="happened-way">
      {t('audit.seeLoop')}
    </Link>
  );
}
