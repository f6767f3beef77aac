import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, FileInput } from '@mantine/core';
import type { ImportReport } from '#contract/people.ts';
import { people } from '#web/api.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';
import { SkippedList } from './calendar-panel.tsx';

export function ImportFiles({ organisation }: { organisation: string }): ReactNode {
  const [list, setList] = useState<File | null>(null);
  const [calendars, setCalendars] = useState<File[]>([]);
  const send = useChange(organisation, (files: FormData) => people.importFiles(organisation, files));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const files = new FormData();
    if (list !== null) files.append('people', list);
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
        {send.error !== null && <ProblemNotice error={send.error} />}
        <div>
          <Button type="submit" loading={send.isPending} disabled={list === null && calendars.length === 0}>
            {t('import.send')}
          </Button>
        </div>
      </form>
      <div aria-live="polite">{send.data !== undefined && <Report report={send.data} />}</div>
    </section>
  );
}

function Report({ report }: { report: ImportReport }): ReactNode {
  return (
    <div className="report">
      <h2>{t('import.done')}</h2>
      <p>
        {[
          t('import.countPeople', { count: report.people }),
          t('import.countRooms', { count: report.rooms }),
          t('import.countCandidates', { count: report.candidates }),
        ].join(', ')}
      </p>
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
