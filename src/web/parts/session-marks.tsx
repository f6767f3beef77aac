/** What whoever sits in a session says of it with one thumb: it started, it ended, it needs longer. */
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { DaySession, Mark, MoreMark } from '#contract/day.ts';
import { timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

export type Marked = Pick<DaySession, 'state' | 'started' | 'ended' | 'more'>;
export type SessionDeed =
  | { readonly what: 'started' | 'ended' }
  | { readonly what: 'more'; readonly minutes: number };

/** Minutes that can be asked for with one press. */
const MORE = [5, 10, 15] as const;

type Props = {
  readonly marked: Marked;
  /** What it is about, for whoever does not see where the button stands. */
  readonly about: string;
  readonly onMark: (deed: SessionDeed) => void;
  readonly waits: (deed: SessionDeed) => boolean;
  /** `big` for a thumb, `quiet` where others come first. */
  readonly look?: 'big' | 'quiet';
};

/** The deed that comes next stands first; nothing once it has ended. */
export function SessionDeeds({ marked, about, onMark, waits, look }: Props): ReactNode {
  if (marked.ended !== undefined) return null;
  const begun = marked.started !== undefined;
  const canEnd = begun || marked.state === 'running' || marked.state === 'unmarked';
  const size = look === 'big' ? 'lg' : look === 'quiet' ? 'compact-sm' : 'sm';
  const button = (what: 'started' | 'ended', first: boolean): ReactNode => (
    <Button
      size={size}
      variant={first && look !== 'quiet' ? 'filled' : 'default'}
      loading={waits({ what })}
      aria-label={t('mark.for', { what: t(`mark.${what}`), about })}
      onClick={() => onMark({ what })}
    >
      {t(`mark.${what}`)}
    </Button>
  );
  return (
    <div className="marks" data-look={look}>
      {!begun && button('started', true)}
      {canEnd && button('ended', begun)}
      {begun && (
        <MoreTime size={look === 'big' ? 'lg' : 'compact-sm'} about={about} onMark={onMark} waits={waits} />
      )}
    </div>
  );
}

type MoreProps = Pick<Props, 'about' | 'onMark' | 'waits'> & { readonly size: 'compact-sm' | 'lg' };

function MoreTime({ about, onMark, waits, size }: MoreProps): ReactNode {
  return (
    <div className="marks-more" role="group" aria-label={t('mark.for', { what: t('mark.more'), about })}>
      <span aria-hidden="true">{t('mark.more')}</span>
      {MORE.map((minutes) => (
        <Button
          key={minutes}
          size={size}
          variant="default"
          loading={waits({ what: 'more', minutes })}
          onClick={() => onMark({ what: 'more', minutes })}
        >
          {t('mark.plus', { minutes })}
        </Button>
      ))}
    </div>
  );
}

type SaidProps = {
  readonly mark: Mark;
  /** What was said, without the time. */
  readonly what: string;
  readonly timeZone: string;
  readonly waits: boolean;
  /** Absent where it is not for the reader to take back. */
  readonly onUndo?: () => void;
};

/** A mark as it was made: what, when, by whom. */
export function SaidMark({ mark, what, timeZone, waits, onUndo }: SaidProps): ReactNode {
  return (
    <p className="said-mark">
      <span>{saidWords(mark, what, timeZone)}</span>
      {onUndo !== undefined && (
        <button
          type="button"
          className="as-link"
          disabled={waits}
          aria-label={t('mark.undoOf', { what })}
          onClick={onUndo}
        >
          {t('mark.undo')}
        </button>
      )}
    </p>
  );
}

function saidWords({ at, by }: Mark, what: string, timeZone: string): string {
  const time = timeWords(at, timeZone);
  return by === undefined ? t('mark.said', { what, time }) : t('mark.saidBy', { what, time, name: by });
}

/** `10 minutes more, until 10:40` */
export function moreWords(more: MoreMark | undefined, timeZone: string): string {
  if (more === undefined) return '';
  return t('mark.moreUntil', { count: more.minutes, time: timeWords(more.until, timeZone) });
}
