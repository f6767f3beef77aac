import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, FileInput, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ImportReport } from '#contract/people.ts';
import { openings } from '#web/api/openings.ts';
import { people } from '#web/api/people.ts';
import { Icon } from '#web/parts/icons.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';
import { SkippedList } from '#web/employer/calendars/calendar-card.tsx';

export function ImportFiles({ organisation }: { organisation: string }): ReactNode {
  const [list, setList] = useState<File | null>(null);
  const [calendars, setCalendars] = useState<File[]>([]);
  const [opening, setOpening] = useState<string | null>(null);
  const send = useChange(organisation, (files: FormData) => people.importFiles(organisation, files));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const files = new FormData();
    if (list !== null) files.append('people', list);
    if (opening !== null) files.append('opening', opening);
    for (const calendar of calendars) files.append('calendar', calendar);
    send.mutate(files);
  };
  return (
    <section className="import">
      <p className="panel-text">{t('import.text')}</p>
      <form className="stack import-form" onSubmit={submit}>
        <FileInput
          label={t('import.people')}
          description={t('import.peopleHelp')}
          placeholder={t('import.choose')}
          accept=".json,application/json"
          value={list}
          onChange={setList}
          clearable
          clearButtonProps={{ 'aria-label': t('do.clear') }}
        />
        <FileInput
          label={t('import.calendars')}
          description={t('import.calendarsHelp')}
          placeholder={t('import.chooseMany')}
          accept=".ics,text/calendar"
          multiple
          value={calendars}
          onChange={setCalendars}
          clearable
          clearButtonProps={{ 'aria-label': t('do.clear') }}
        />
        <OpeningField organisation={organisation} value={opening} onChange={setOpening} />
        {send.error !== null && <ProblemNotice error={send.error} />}
        <div>
          <Button type="submit" loading={send.isPending} disabled={list === null}>
            {t('import.send')}
          </Button>
        </div>
      </form>
      <div aria-live="polite">
        {send.data !== undefined && <Report organisation={organisation} report={send.data} />}
      </div>
    </section>
  );
}

type OpeningProps = {
  readonly organisation: string;
  readonly value: string | null;
  readonly onChange: (opening: string | null) => void;
};

/** Asked only where there is a choice: a single opening is joined by itself. */
function OpeningField({ organisation, value, onChange }: OpeningProps): ReactNode {
  const known = useQuery({
    queryKey: ['o', organisation, 'openings'],
    queryFn: () => openings.list(organisation),
  });
  const choices = known.data?.openings ?? [];
  if (choices.length < 2) return null;
  return (
    <Select
      label={t('import.opening')}
      description={t('import.openingHelp')}
      data={choices.map(({ id, title }) => ({ value: id, label: title }))}
      value={value}
      onChange={onChange}
      clearable
      clearButtonProps={{ 'aria-label': t('do.clear') }}
    />
  );
}

type ReportProps = { readonly organisation: string; readonly report: ImportReport };

function Report({ organisation, report }: ReportProps): ReactNode {
  return (
    <div className="report">
      <h2>{t('import.done')}</h2>
      <p>
        {t('import.countPeople', { count: report.people })}, {t('import.countRooms', { count: report.rooms })}
      </p>
      <Joined organisation={organisation} candidates={report.candidates} />
      <ul className="rows">
        {report.calendars.map((calendar) => (
          <li key={calendar.fileName} className="row">
            <div className="row-words">
              <span className="row-title">{calendar.fileName}</span>
              <span className="row-below">
                {calendar.refused ??
                  t('import.calendarOf', { person: calendar.person ?? '', count: calendar.busyBlocks })}
              </span>
              <SkippedList skipped={calendar.skipped} />
            </div>
            <span className="state" data-state={calendar.refused === undefined ? 'known' : 'refused'}>
              {t(calendar.refused === undefined ? 'import.used' : 'import.refused')}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

type JoinedProps = { readonly organisation: string; readonly candidates: ImportReport['candidates'] };

/** What became of the candidates: which opening they joined, or why none. */
function Joined({ organisation, candidates }: JoinedProps): ReactNode {
  const { listed, added, opening, openings: many } = candidates;
  if (listed === 0) return <p>{t('import.noCandidates')}</p>;
  if (opening === undefined) {
    return (
      <p className="notice">
        <Icon name="alert" />
        <span>
          {t('import.notJoined', { count: listed })}{' '}
          {t(many === 0 ? 'import.noOpening' : 'import.whichOpening')}{' '}
          {many === 0 && (
            <Link to="/o/$o" params={{ o: organisation }}>
              {t('import.toOpenings')}
            </Link>
          )}
        </span>
      </p>
    );
  }
  const link = (
    <Link to="/o/$o/openings/$id" params={{ o: organisation, id: opening.id }}>
      {opening.title}
    </Link>
  );
  return (
    <>
      {added > 0 && (
        <p>
          {t('import.joined', { count: added })} {link}
        </p>
      )}
      {added < listed && (
        <p>
          {t('import.there', { count: listed - added })} {link}
        </p>
      )}
    </>
  );
}
