/** Where the session in hand could start, above the rows: free, at a cost, or against a rule. */
import type { ReactNode } from 'react';
import type { SessionView } from '#contract/day-search.ts';
import { minuteOf } from '#domain/time/zoned.ts';
import { dateOf } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { placeOf, styleOf, type Span } from './timeline-geometry.ts';
import { instantOf, type Hand, type Mark } from './timeline-hand.ts';

type Props = {
  readonly hand: Hand;
  readonly sessions: readonly SessionView[];
  readonly span: Span;
  readonly timeZone: string;
};

const SIGNS: Readonly<Record<Mark, string>> = { free: '', more: '+', broken: '×' };
const ORDER = ['free', 'more', 'broken'] as const;

export function TimelineStarts({ hand, sessions, span, timeZone }: Props): ReactNode {
  const held = sessions.find(({ module }) => module === hand.module);
  const day = dateOf(sessions[0]?.start ?? '', timeZone);
  const marks = held === undefined ? [] : hand.marks.filter(({ start }) => dateOf(start, timeZone) === day);
  return (
    <div className="timeline-row timeline-starts" aria-hidden="true">
      <div className="timeline-label">
        <span className="timeline-zone">
          {held === undefined ? t('change.hint') : t('change.starts', { title: held.title })}
        </span>
      </div>
      <div className="timeline-track">
        {marks.map(({ start, mark }) => {
          const from = minuteOf(start);
          const place = placeOf({ start, end: instantOf(from + hand.grid) }, span);
          if (place === undefined) return null;
          return (
            <span
              key={start}
              className="timeline-start"
              data-mark={mark}
              data-here={held !== undefined && minuteOf(held.start) === from}
              style={styleOf(place)}
            >
              {hand.grid < 15 ? '' : SIGNS[mark]}
            </span>
          );
        })}
      </div>
    </div>
  );
}

export function TimelineStartsKey(): ReactNode {
  return ORDER.map((mark) => (
    <span key={mark} className="timeline-key-start">
      <span className="timeline-start" data-mark={mark}>
        {SIGNS[mark]}
      </span>{' '}
      {t(`change.key.${mark}`)}
    </span>
  ));
}
