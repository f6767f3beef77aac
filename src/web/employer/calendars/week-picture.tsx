import type { CSSProperties, ReactNode } from 'react';
import type { WeekView } from '#contract/attention.ts';
import { clockMinutesAt, minuteAt, minuteOf } from '#domain/time/zoned.ts';
import { hourTicks, placeOf, styleOf, type Span } from '#web/parts/timeline-geometry.ts';
import { shortDay } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

/** Hours that are always there; what begins earlier or ends later makes room for itself. */
const USUAL = { from: 7, to: 20 } as const;

type Props = { readonly week: WeekView };

/** The days as rows: what the calendars say, and the sessions above it. The lists beside it say the same in words. */
export function WeekPicture({ week }: Props): ReactNode {
  const zone = week.person.timeZone;
  const hours = hoursOf(week);
  return (
    <figure className="timeline">
      <figcaption className="hidden">{t('week.picture')}</figcaption>
      <div className="timeline-scroll" tabIndex={0} role="group" aria-label={t('week.picture')}>
        <div className="timeline-grid" style={{ '--hours': hours.to - hours.from } as CSSProperties}>
          {week.days.map((day) => (
            <Day key={day} week={week} day={day} span={spanOf(day, zone, hours)} />
          ))}
        </div>
      </div>
      <p className="timeline-key">
        <span className="timeline-key-busy" /> {t('week.busy')}
      </p>
    </figure>
  );
}

type Hours = { readonly from: number; readonly to: number };

/** Whole hours of the clock that hold every session of the week. */
function hoursOf({ sessions, person: { timeZone } }: WeekView): Hours {
  const clock = (instant: string): number => Math.floor(clockMinutesAt(minuteOf(instant), timeZone) / 60);
  const from = Math.min(USUAL.from, ...sessions.map(({ start }) => clock(start)));
  const to = Math.max(USUAL.to, ...sessions.map(({ end }) => clock(end) + 1));
  return { from, to: Math.min(24, to) };
}

function spanOf(day: string, zone: string, { from, to }: Hours): Span {
  const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;
  return { from: minuteAt(day, clock(from), zone), to: minuteAt(day, clock(to), zone) };
}

function Day({ week, day, span }: Props & { readonly day: string; readonly span: Span }): ReactNode {
  const zone = week.person.timeZone;
  const noon = new Date(((span.from + span.to) / 2) * 60_000).toISOString();
  return (
    <div className="timeline-row" data-kind="person" data-day={day}>
      <div className="timeline-label" aria-hidden="true">
        <span className="timeline-name">{shortDay(noon, zone)}</span>
      </div>
      <div className="timeline-track">
        {hourTicks(span, zone).map((tick) => (
          <span key={tick.at} className="timeline-tick" aria-hidden="true" style={{ left: `${tick.at}%` }}>
            {tick.hour}
          </span>
        ))}
        {week.busy.map((busy) => {
          const place = placeOf(busy, span);
          return place === undefined ? null : (
            <span key={busy.start} className="timeline-busy" aria-hidden="true" style={styleOf(place)} />
          );
        })}
        {week.sessions.map((session) => {
          const place = placeOf(session, span);
          return place === undefined ? null : (
            <span
              key={session.id}
              className="timeline-block"
              data-kind={session.kind}
              data-clash={session.conflict}
              aria-hidden="true"
              style={styleOf(place)}
            >
              <span className="timeline-title">{session.title}</span>
            </span>
          );
        })}
      </div>
    </div>
  );
}
