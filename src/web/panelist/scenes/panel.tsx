import type { ReactNode } from 'react';
import type { PanelOpen } from '#contract/panel.ts';
import { followed } from '#web/api/outside.ts';
import { DayOfSession } from '#web/panelist/day-of-session.tsx';
import { CannotCome } from '#web/panelist/cannot-come.tsx';
import { Icon } from '#web/parts/icons.tsx';
import { KindMark } from '#web/parts/kind-mark.tsx';
import { useTitle } from '#web/parts/scene.tsx';
import { SeenPeople } from '#web/parts/seen-people.tsx';
import { DeadEnd, LinkSheet, whomToAsk } from '#web/parts/sheet.tsx';
import {
  dayWords,
  durationWords,
  fullDayWords,
  hoursWords,
  minutesBetween,
  offsetWords,
  sameClock,
  spanWords,
  zoneCity,
  zoneWords,
} from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

/** What somebody from outside sees of the one session they sit in. */
export function PanelScene(): ReactNode {
  return (
    <LinkSheet
      kind="panel"
      look={followed.panel}
      lives={(panel) => panel.is === 'open' && panel.day !== undefined}
    >
      {(panel, token) =>
        panel.is === 'open' ? (
          <Panel panel={panel} token={token} />
        ) : (
          <DeadEnd {...panel} title={t('panel.endedTitle')} text={t(`panel.ended.${panel.why}`)} />
        )
      }
    </LinkSheet>
  );
}

function Panel({ panel, token }: { panel: PanelOpen; token: string }): ReactNode {
  useTitle(t('panel.tab', { title: panel.title, organisation: panel.organisation }));
  const { you } = panel;
  return (
    <article className="agenda panel-sheet">
      <div className="agenda-head">
        <p className="agenda-from">{panel.organisation}</p>
        <h1>{panel.title}</h1>
        <p className="agenda-for">{t('panel.for', { name: you.name, opening: panel.opening })}</p>
      </div>
      <When panel={panel} />
      {panel.day !== undefined && <DayOfSession panel={panel} day={panel.day} token={token} />}
      <dl className="panel-facts">
        <dt>{t('panel.kind')}</dt>
        <dd>
          <KindMark kind={panel.kind} /> {durationWords(minutesBetween(panel.start, panel.end))}
        </dd>
        <dt>{t(panel.candidates.length > 1 ? 'panel.candidates' : 'panel.candidate')}</dt>
        <dd>
          <ul className="agenda-people">
            {panel.candidates.map(({ name, said }, index) => (
              <li key={index}>
                <span className="agenda-name">{name}</span>
                {said !== undefined && <span className="agenda-job">{t('said.as', { said })}</span>}
              </li>
            ))}
          </ul>
        </dd>
        {panel.purpose !== undefined && (
          <>
            <dt>{t('panel.purpose')}</dt>
            <dd>{panel.purpose}</dd>
          </>
        )}
        <dt>{t('panel.role')}</dt>
        <dd>
          {t(`panel.roles.${you.role}`)} {t(panel.evaluated ? 'panel.evaluated' : 'panel.notEvaluated')}
        </dd>
        {panel.people.length > 0 && (
          <>
            <dt>{t('panel.with')}</dt>
            <dd>
              <SeenPeople people={panel.people} />
            </dd>
          </>
        )}
      </dl>
      <CannotCome panel={panel} token={token} />
      <p className="agenda-end">
        {t('panel.end', { day: dayWords(panel.until, you.timeZone) })}{' '}
        {whomToAsk(panel.organisation, panel.ask)}
      </p>
    </article>
  );
}

/** In the reader's zone, and in the session's where its clocks differ. */
function When({ panel }: { panel: PanelOpen }): ReactNode {
  const { you, sessionZone, start, place } = panel;
  return (
    <div className="panel-when">
      <h2>{fullDayWords(start, you.timeZone)}</h2>
      <p className="panel-hours">
        {hoursWords(panel, you.timeZone)} <span>{zoneWords(start, you.timeZone)}</span>
      </p>
      {!sameClock(start, you.timeZone, sessionZone) && (
        <p className="panel-there">
          {t('panel.there', {
            span: spanWords(panel, sessionZone),
            city: zoneCity(sessionZone),
            offset: offsetWords(start, sessionZone),
          })}
        </p>
      )}
      {place !== undefined && (
        <p className="agenda-place">
          <Icon name="place" size={17} /> {place}
        </p>
      )}
      {panel.wayThere !== undefined && <p className="panel-there">{panel.wayThere}</p>}
    </div>
  );
}
