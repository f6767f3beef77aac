/**
 * One day of a loop as rows: the candidate, the people, the rooms, each with the hours of its own zone.
 *
 * The picture itself is kept from screen readers and from narrow screens; `SessionTable` says the same in words and
 * always stands beside it. With a hand, sessions can be moved: with the pointer in any row, and with the keys where
 * they stand first.
 */
import type { CSSProperties, ReactNode } from 'react';
import type { SessionView, TimelineRow } from '#contract/day-search.ts';
import type { Interval } from '#domain/planning/loop-problem.ts';
import {
  dayWords,
  fullDayWords,
  hoursWords,
  minutesBetween,
  shortDay,
  timeWords,
  zoneWords,
} from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { byDate, hourTicks, placeOf, spanAround, styleOf, type Span } from './timeline-geometry.ts';
import type { Hand } from './timeline-hand.ts';
import { TimelineStarts, TimelineStartsKey } from './timeline-starts.tsx';
import { useHandle } from './use-handle.ts';

/** Minutes up to which a block is too narrow for words that lie; they stand. */
const SHORT = 20;

type Props = {
  readonly sessions: readonly SessionView[];
  /** Where sessions stood that have changed since; drawn as outlines. */
  readonly before?: readonly SessionView[];
  readonly rows: readonly TimelineRow[];
  /** The opening's zone: it decides which date a session belongs to. */
  readonly timeZone: string;
  readonly hand?: Hand;
};

export function Timeline({ sessions, before = [], rows, timeZone, hand }: Props): ReactNode {
  const days = byDate([...sessions, ...before], timeZone).map(({ date, items }) => ({
    date,
    items: items.filter((session) => !before.includes(session)),
    was: items.filter((session) => before.includes(session)),
  }));
  return days.map((day) => {
    const shown = (
      <DayTimeline
        key={day.date}
        sessions={day.items}
        before={day.was}
        rows={rows}
        timeZone={timeZone}
        {...(hand !== undefined && { hand })}
      />
    );
    const folded =
      days.length > 1 && day.was.length === 0 && day.items.every((session) => session.kind === 'debrief');
    if (!folded) return shown;
    return (
      <details key={day.date} className="timeline-folded">
        <summary>{debriefWords(day.items, timeZone)}</summary>
        {shown}
      </details>
    );
  });
}

/** A debrief on a date of its own is one line: a row for each who comes says nothing more. */
function debriefWords(sessions: readonly SessionView[], zone: string): string {
  const start = sessions[0]?.start ?? '';
  const people = new Set(sessions.flatMap((session) => session.people.map((person) => person.id)));
  return t('timeline.debrief', {
    day: dayWords(start, zone),
    time: timeWords(start, zone),
    count: people.size,
  });
}

function DayTimeline({ sessions, before = [], rows, timeZone, hand }: Props): ReactNode {
  const all = [...sessions, ...before];
  const first = all[0];
  if (first === undefined) return null;
  // A session in hand can go anywhere inside the hours, so all of them are there before it is picked up.
  const span =
    hand === undefined ? spanAround(all) : spanAround([...sessions, hand.hoursOf(first.start)], 15);
  const hours = (span.to - span.from) / 60;
  const taking = rows.filter((row) => all.some((session) => takesPart(session, row)));
  return (
    <figure className="timeline">
      <figcaption>{fullDayWords(first.start, timeZone)}</figcaption>
      <div
        className="timeline-scroll"
        tabIndex={0}
        role="group"
        aria-label={t(hand === undefined ? 'timeline.scroll' : 'timeline.move')}
      >
        <div className="timeline-grid" style={{ '--hours': hours } as CSSProperties}>
          {hand !== undefined && (
            <TimelineStarts hand={hand} sessions={sessions} span={span} timeZone={timeZone} />
          )}
          {taking.map((row, index) => (
            <Row
              key={`${row.kind} ${row.id}`}
              row={row}
              sessions={sessions}
              before={before}
              span={span}
              above={taking.slice(0, index)}
              {...(hand !== undefined && { hand })}
            />
          ))}
        </div>
      </div>
      <p className="timeline-key">
        <span className="timeline-key-busy" /> {t('timeline.busy')}
        {hand !== undefined && <TimelineStartsKey />}
        {before.length > 0 && (
          <>
            <span className="timeline-key-was" /> {t('repair.was')}
          </>
        )}
      </p>
    </figure>
  );
}

function takesPart(session: SessionView, row: TimelineRow): boolean {
  // A debrief is about the candidate, not with the candidate.
  if (row.kind === 'candidate') return session.kind !== 'debrief';
  if (row.kind === 'room') return session.room?.id === row.id;
  return session.people.some((person) => person.id === row.id);
}

type RowProps = {
  readonly row: TimelineRow;
  readonly sessions: readonly SessionView[];
  readonly before: readonly SessionView[];
  readonly span: Span;
  /** Rows before this one: a session has its handle in the first row it stands in. */
  readonly above: readonly TimelineRow[];
  readonly hand?: Hand;
};

function Row({ row, sessions, before, span, above, hand }: RowProps): ReactNode {
  const was = before.filter((session) => takesPart(session, row));
  const own = sessions.filter((session) => takesPart(session, row));
  const first = own[0]?.start ?? was[0]?.start ?? '';
  return (
    <div className="timeline-row" data-kind={row.kind}>
      <div className="timeline-label" aria-hidden="true">
        <span className="timeline-name">{row.name}</span>
        <span className="timeline-zone">
          {row.kind === 'candidate' && `${t('timeline.candidate')} · `}
          {zoneWords(first, row.timeZone)}
        </span>
      </div>
      <div className="timeline-track">
        {hourTicks(span, row.timeZone).map((tick) => (
          <span key={tick.at} className="timeline-tick" aria-hidden="true" style={{ left: `${tick.at}%` }}>
            {tick.midnight ? shortDay(instantAt(span, tick.at), row.timeZone) : tick.hour}
          </span>
        ))}
        {row.busy.map((busy) => (
          <Busy key={busy.start} busy={busy} span={span} />
        ))}
        {was.map((session) => (
          <Was key={session.module} session={session} span={span} />
        ))}
        {own.map((session) => (
          <Block
            key={session.module}
            session={session}
            span={span}
            row={row}
            first={!above.some((other) => takesPart(session, other))}
            {...(hand !== undefined && { hand })}
          />
        ))}
      </div>
    </div>
  );
}

function Busy({ busy, span }: { busy: Interval; span: Span }): ReactNode {
  const place = placeOf(busy, span);
  return place === undefined ? null : (
    <span className="timeline-busy" aria-hidden="true" style={styleOf(place)} />
  );
}

function Was({ session, span }: { session: SessionView; span: Span }): ReactNode {
  const place = placeOf(session, span);
  return place === undefined ? null : (
    <span className="timeline-was" aria-hidden="true" style={styleOf(place)} />
  );
}

type BlockProps = {
  readonly session: SessionView;
  readonly span: Span;
  readonly row: TimelineRow;
  readonly first: boolean;
  readonly hand?: Hand;
};

function Block({ session, span, row, first, hand }: BlockProps): ReactNode {
  const handle = useHandle({ session, span, first, hand });
  const place = placeOf(session, span);
  if (place === undefined) return null;
  const hours = hoursWords(session, row.timeZone);
  return (
    <span
      className="timeline-block"
      data-kind={session.kind}
      data-short={minutesBetween(session.start, session.end) <= SHORT}
      style={styleOf(place)}
      title={`${session.title}, ${hours}`}
      {...handle}
    >
      <span className="timeline-title">{session.title}</span>
      <span className="timeline-time">
        {timeWords(session.start, row.timeZone)}–{timeWords(session.end, row.timeZone)}
      </span>
    </span>
  );
}

function instantAt(span: Span, percent: number): string {
  const minute = span.from + ((span.to - span.from) * percent) / 100;
  return new Date(Math.round(minute) * 60_000).toISOString();
}
