/**
 * The day as a picture: a row for each candidate, each session where it is expected, and a line at now. Kept from
 * readers and from narrow screens; the list beside it says the same in words.
 */
import type { CSSProperties, ReactNode } from 'react';
import type { DayLoop, DaySession } from '#contract/day.ts';
import { hourTicks, placeOf, styleOf, type Span } from '#web/parts/timeline-geometry.ts';
import { hoursWords, timeWords, zoneWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { inPicture, placeOfNow, plannedPlace, strips, type Strip } from './day-picture.ts';
import { behindWords } from './where-words.ts';

type Props = { readonly loops: readonly DayLoop[]; readonly now: number };

export function DayPicture({ loops, now }: Props): ReactNode {
  const all = strips(loops);
  if (all.length === 0) return null;
  return (
    <figure className="glance">
      <figcaption>
        <span className="glance-title">{t('day.picture')}</span>
        <span className="row-side">{t('day.pictureHelp')}</span>
      </figcaption>
      {all.map((strip) => (
        <StripShown key={strip.zone} strip={strip} now={now} named={all.length > 1} />
      ))}
    </figure>
  );
}

function StripShown(props: { strip: Strip; now: number; named: boolean }): ReactNode {
  const { strip, now, named } = props;
  const { zone, span, loops } = strip;
  const at = placeOfNow(now, span);
  const hours = (span.to - span.from) / 60;
  return (
    <div className="glance-scroll" tabIndex={0} role="group" aria-label={t('day.picture')}>
      <div
        className="glance-grid"
        style={{ '--hours': hours } as CSSProperties}
        data-many={loops.length > 12}
      >
        <div className="glance-row glance-head" aria-hidden="true">
          <span className="glance-name">
            {named ? zoneWords(loops[0]?.sessions[0]?.start ?? '', zone) : ''}
          </span>
          <div className="glance-track">
            {hourTicks(span, zone).map((tick) => (
              <span key={tick.at} className="glance-hour" style={{ left: `${tick.at}%` }}>
                {tick.hour}:00
              </span>
            ))}
            {at !== undefined && (
              <span className="glance-now-time" style={{ left: `${at}%` }}>
                {timeWords(new Date(now).toISOString(), zone)}
              </span>
            )}
          </div>
        </div>
        {loops.map((loop) => (
          <Row key={loop.id} loop={loop} span={span} zone={zone} at={at} />
        ))}
      </div>
    </div>
  );
}

type RowProps = {
  readonly loop: DayLoop;
  readonly span: Span;
  readonly zone: string;
  readonly at: number | undefined;
};

function Row({ loop, span, zone, at }: RowProps): ReactNode {
  const late = loop.now.is !== 'over' && behindWords(loop.behind) !== undefined;
  return (
    <div className="glance-row" data-is={loop.now.is} data-cancelled={loop.status === 'cancelled'}>
      <span className="glance-name">
        <a href={`#day-${loop.id}`}>{loop.candidate.name}</a>
        {late && <span className="late">{t('day.short', { minutes: loop.behind })}</span>}
      </span>
      <div className="glance-track" aria-hidden="true">
        {hourTicks(span, zone).map((tick) => (
          <span key={tick.at} className="glance-tick" style={{ left: `${tick.at}%` }} />
        ))}
        {inPicture(loop).map((session) => (
          <Block key={session.id} session={session} span={span} zone={zone} />
        ))}
        {at !== undefined && <span className="glance-now" style={{ left: `${at}%` }} />}
      </div>
    </div>
  );
}

function Block({ session, span, zone }: { session: DaySession; span: Span; zone: string }): ReactNode {
  const place = placeOf(session.expected, span);
  const planned = plannedPlace(session, span);
  if (place === undefined) return null;
  return (
    <>
      {planned !== undefined && <span className="glance-was" style={styleOf(planned)} />}
      <span
        className="glance-block"
        data-kind={session.kind}
        data-state={session.state}
        style={styleOf(place)}
        title={`${session.title}, ${hoursWords(session.expected, zone)}`}
      >
        {session.title}
      </span>
    </>
  );
}
