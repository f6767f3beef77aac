import type { ReactNode } from 'react';
import type { DaySketch } from './day-sketch.ts';
import { durationWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

/** A small picture of how a template fills the day. The list of sessions beside it says the same in words. */
export function DayBar({ sketch, from, to }: { sketch: DaySketch; from: number; to: number }): ReactNode {
  const last = Math.max(to, ...sketch.sessions.map((session) => session.end));
  const whole = last - from;
  const hours = Array.from({ length: Math.floor(whole / 60) + 1 }, (_, hour) => Math.ceil(from / 60) + hour);
  const percent = (minute: number): string => `${(100 * (minute - from)) / whole}%`;
  return (
    <div className="daybar">
      <p className="daybar-sum">
        <strong>{durationWords(sketch.minutes)}</strong>{' '}
        {t('template.sum', { count: sketch.sessions.length })}
        {last > to && <span className="daybar-over"> {t('template.over')}</span>}
      </p>
      <div className="daybar-track" aria-hidden="true">
        {sketch.sessions.map((session) => (
          <span
            key={session.id}
            className="daybar-block"
            data-kind={session.kind}
            title={session.title}
            style={{
              left: percent(session.start),
              width: `${(100 * (session.end - session.start)) / whole}%`,
            }}
          />
        ))}
      </div>
      <div className="daybar-hours" aria-hidden="true">
        {hours
          .filter((hour) => hour * 60 <= last)
          .map((hour) => (
            <span key={hour} style={{ left: percent(hour * 60) }}>
              {hour % 24}
            </span>
          ))}
      </div>
    </div>
  );
}
