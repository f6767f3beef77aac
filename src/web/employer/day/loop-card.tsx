/** One candidate's day on the run sheet: where they are, what comes next, and what to press. */
import { useState, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { DayLoop, DaySession } from '#contract/day.ts';
import { namesText } from '#domain/names.ts';
import { Icon } from '#web/parts/icons.tsx';
import { leftWords, untilWords } from '#web/parts/relative-time.ts';
import { timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { sessionOf } from './day-standing.ts';
import { Hands } from './hands.tsx';
import { LoopDeeds } from './loop-deeds.tsx';
import { LoopSessions } from './loop-sessions.tsx';
import { SaidOfLoop, SaidOfSession } from './said-marks.tsx';
import type { Presses } from './use-presses.ts';
import { behindWords, expectedStart, standingWords } from './where-words.ts';

type Props = {
  readonly organisation: string;
  readonly loop: DayLoop;
  readonly now: number;
  readonly presses: Presses;
};

export function LoopCard(props: Props): ReactNode {
  const { organisation, loop, presses } = props;
  const [open, setOpen] = useState(false);
  const here = sessionOf(loop, loop.now.session);
  const whole = `whole-${loop.id}`;
  return (
    <article className="run-loop" data-open={open}>
      <div className="run-line">
        <Who organisation={organisation} loop={loop} />
        <Now {...props} />
        <Next {...props} />
        <LoopDeeds {...props} />
      </div>
      <Hands organisation={organisation} loop={loop} />
      <div className="run-foot">
        <div className="run-said">
          <SaidOfLoop loop={loop} presses={presses} />
          {here !== undefined && <SaidOfSession loop={loop} session={here} presses={presses} />}
        </div>
        <button
          type="button"
          className="run-fold"
          aria-expanded={open}
          aria-controls={whole}
          aria-label={t(open ? 'day.lessOf' : 'day.wholeOf', { name: loop.candidate.name })}
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'day.less' : 'day.whole')}
          <Icon name={open ? 'up' : 'down'} size={16} />
        </button>
      </div>
      <div className="run-whole" id={whole}>
        <LoopSessions organisation={organisation} loop={loop} presses={presses} />
      </div>
    </article>
  );
}

function Who({ organisation, loop }: Pick<Props, 'organisation' | 'loop'>): ReactNode {
  const { candidate, opening } = loop;
  const late = loop.now.is === 'over' ? undefined : behindWords(loop.behind);
  return (
    <div className="run-who">
      <h3>
        <Link to="/o/$o/loops/$id" params={{ o: organisation, id: loop.id }}>
          {candidate.name}
        </Link>
      </h3>
      {candidate.said !== undefined && (
        <span className="row-below">{t('said.as', { said: candidate.said })}</span>
      )}
      <span className="row-below">{opening.title}</span>
      {late !== undefined && <span className="late">{late}</span>}
    </div>
  );
}

/** Who is with them now, until when. */
function Now({ loop, now }: Props): ReactNode {
  const here = sessionOf(loop, loop.now.session);
  const zone = loop.opening.timeZone;
  return (
    <div className="run-now" data-is={loop.now.is} data-kind={here?.kind}>
      <span className="run-label">{t('day.now')}</span>
      {here === undefined ? (
        <span className="run-title">{standingWords(loop)}</span>
      ) : (
        <>
          <span className="run-title">{here.title}</span>
          <span className="row-below">{whoAndWhere(here)}</span>
          <span className="row-below run-time">
            {t('now.until', { time: timeWords(here.expected.end, zone) })} ·{' '}
            {leftWords(here.expected.end, now)}
          </span>
        </>
      )}
    </div>
  );
}

/** What comes next, when, where and with whom. */
function Next({ loop, now }: Props): ReactNode {
  const next = sessionOf(loop, loop.now.next);
  const zone = loop.opening.timeZone;
  if (next === undefined) {
    return loop.now.is === 'with' ? (
      <div className="run-next">
        <span className="run-label">{t('day.next')}</span>
        <span className="row-below">{t('now.nothingNext')}</span>
      </div>
    ) : (
      <div className="run-next" />
    );
  }
  const expected = expectedStart(next, zone);
  return (
    <div className="run-next" data-kind={next.kind}>
      <span className="run-label">{t('day.next')}</span>
      <span className="run-title">{next.title}</span>
      <span className="row-below run-time">
        {expected === undefined ? (
          timeWords(next.start, zone)
        ) : (
          <>
            <s>{timeWords(next.start, zone)}</s>{' '}
            <strong className="late-time">{t('day.about', { time: expected })}</strong>
          </>
        )}{' '}
        · {untilWords(next.expected.start, now)}
      </span>
      <span className="row-below">{whoAndWhere(next)}</span>
    </div>
  );
}

function whoAndWhere({ people, place }: DaySession): string {
  const who = people.length === 0 ? [] : [namesText(people.map(({ name }) => name))];
  return [...who, ...(place === undefined ? [] : [place])].join(' · ');
}
