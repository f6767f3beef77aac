/** On the day, for somebody from outside: where the candidate is, and what to press; after a code from the mail. */
import type { ReactNode } from 'react';
import type { Mark, PanelDay } from '#contract/day.ts';
import type { PanelOpen } from '#contract/panel.ts';
import { namesText } from '#domain/names.ts';
import { panelDay } from '#web/api/day.ts';
import { lateWords } from '#web/parts/relative-time.ts';
import { moreWords, SaidMark, SessionDeeds, type SessionDeed } from '#web/parts/session-marks.tsx';
import { useProven, type Page } from '#web/parts/use-proven.tsx';
import { insideWords } from '#web/parts/where-words.ts';
import { hoursWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

type Props = { readonly panel: PanelOpen; readonly day: PanelDay; readonly token: string };

export function DayOfSession({ panel, day, token }: Props): ReactNode {
  const zone = panel.you.timeZone;
  const names = namesText(panel.candidates.map(({ name }) => name));
  return (
    <section className="panel-day" aria-labelledby="panel-day">
      <h2 id="panel-day">{t('panelDay.title')}</h2>
      <p className="panel-day-state">
        {t(`panelDay.state.${day.state}`)}
        {day.behind > 0 && <span className="late">{lateWords(day.behind)}</span>}
      </p>
      {day.behind > 0 && <p>{t('yours.expected', { time: hoursWords(day.expected, zone) })}</p>}
      {day.where !== undefined && (
        <div className="your-where">
          <p className="your-where-name">{t('yours.where', { name: names })}</p>
          <p>{insideWords(day.where, zone)}</p>
        </div>
      )}
      <Marks panel={panel} day={day} token={token} />
    </section>
  );
}

function Marks({ panel, day, token }: Props): ReactNode {
  const { acting, organisation, title, you } = panel;
  const page: Page = { token, acting, organisation };
  const proven = useProven(page);
  const undo = (mark: Mark): void => proven.press({ run: () => panelDay.undo({ token, mark: mark.id }) });
  const press = (deed: SessionDeed): void => {
    const after = deed.what === 'more' && day.more !== undefined ? { after: day.more.id } : {};
    proven.press({ run: () => panelDay.mark({ token, ...deed, ...after }) });
  };
  const said = (mark: Mark | undefined, what: string): ReactNode =>
    mark !== undefined && (
      <SaidMark
        mark={mark}
        what={what}
        timeZone={you.timeZone}
        waits={proven.busy}
        {...(day.markable && acting !== 'not' && { onUndo: () => undo(mark) })}
      />
    );
  return (
    <>
      {said(day.started, t('mark.started'))}
      {said(day.more, moreWords(day.more, you.timeZone))}
      {said(day.ended, t('mark.ended'))}
      {day.markable && acting !== 'not' && (
        <>
          <SessionDeeds look="big" marked={day} about={title} onMark={press} waits={() => proven.busy} />
          {acting === 'code' && <p className="field-help">{t('prove.first')}</p>}
        </>
      )}
      {proven.problem}
      {proven.proving}
    </>
  );
}
