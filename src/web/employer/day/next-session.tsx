/** The session that is on, or comes next: when, where, with whom, and what to press. Read in two seconds, at a lift. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { DayLoop, DaySession } from '#contract/day.ts';
import { namesText } from '#domain/names.ts';
import { Icon } from '#web/parts/icons.tsx';
import { leftWords, sinceWords, untilWords } from '#web/parts/relative-time.ts';
import { SessionDeeds } from '#web/parts/session-marks.tsx';
import { hoursWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { Arrival } from './arrival.tsx';
import { DayNotes } from './day-notes.tsx';
import { laterBy, type OwnSession } from './day-standing.ts';
import { aboutSession, markingOf } from './marking.ts';
import { mealWords } from './meal-words.ts';
import { SaidOfSession } from './said-marks.tsx';
import type { Presses } from './use-presses.ts';
import { behindWords, expectedEnd, expectedHours, whereWords } from './where-words.ts';

type Props = {
  readonly organisation: string;
  readonly of: OwnSession;
  readonly now: number;
  readonly presses: Presses;
};

export function NextSession({ organisation, of, now, presses }: Props): ReactNode {
  const { session, loops } = of;
  const [loop] = loops;
  const meal = mealWords(session);
  return (
    <article className="your-next" data-state={session.state} data-kind={session.kind}>
      <When session={session} zone={loop.opening.timeZone} now={now} />
      <div className="your-body">
        <h2>{session.title}</h2>
        <Place session={session} />
        <Candidates loops={loops} />
        <With session={session} you={loop.you} />
        {meal !== undefined && <p className="your-meal">{meal}</p>}
        {awaits(session) && <WhereNow loops={loops} presses={presses} />}
        <SaidOfSession loop={loop} session={session} presses={presses} />
        {session.markable && (
          <SessionDeeds
            look="big"
            marked={session}
            about={aboutSession(loop, session)}
            {...markingOf(presses, loop, session)}
          />
        )}
        <DayNotes notes={loop.notes} />
        <Link className="your-whole" to="/o/$o/loops/$id" params={{ o: organisation, id: loop.id }}>
          {t('yours.open')}
        </Link>
      </div>
    </article>
  );
}

/** Somebody is to come; to a debrief they are not. */
function awaits({ state, kind }: DaySession): boolean {
  return kind !== 'debrief' && (state === 'to-come' || state === 'due');
}

type WhenProps = { readonly session: DaySession; readonly zone: string; readonly now: number };

/** `In 12 minutes`, then the hours as planned, and as expected where they are others. */
function When({ session, zone, now }: WhenProps): ReactNode {
  const moved = session.state === 'to-come' ? expectedHours(session, zone) : undefined;
  const until = session.state === 'running' ? expectedEnd(session, zone) : undefined;
  const late = moved === undefined ? undefined : behindWords(laterBy(session));
  return (
    <div className="your-when">
      <p className="your-state">{stateWords(session, now)}</p>
      <p className="your-in">{inWords(session, now)}</p>
      <p className="your-hours" data-changed={moved !== undefined}>
        <span>{hoursWords(session, zone)}</span>
        {moved !== undefined && <strong>{t('yours.expected', { time: moved })}</strong>}
        {until !== undefined && <strong>{t('yours.untilAbout', { time: until })}</strong>}
        {late !== undefined && <span className="late">{late}</span>}
      </p>
    </div>
  );
}

function stateWords({ state, start }: DaySession, now: number): string {
  if (state === 'to-come') return t('yours.next');
  return state === 'due' ? t('yours.due', { since: sinceWords(start, now) }) : t('yours.running');
}

function inWords({ state, expected }: DaySession, now: number): string {
  if (state === 'to-come') return untilWords(expected.start, now);
  return state === 'due' ? t('yours.now') : leftWords(expected.end, now);
}

function Place({ session: { place, wayThere } }: { readonly session: DaySession }): ReactNode {
  if (place === undefined) return null;
  return (
    <div className="your-place">
      <Icon name="place" size={22} />
      <p>
        <strong>{place}</strong>
        {wayThere !== undefined && <span>{wayThere}</span>}
      </p>
    </div>
  );
}

function Candidates({ loops }: { readonly loops: readonly DayLoop[] }): ReactNode {
  return (
    <div className="your-place">
      <Icon name="person" size={22} />
      <div>
        {loops.map(({ id, candidate, opening }) => (
          <p key={id}>
            <strong>{candidate.name}</strong>
            {candidate.said !== undefined && <span>{t('said.as', { said: candidate.said })}</span>}
            <span>{opening.title}</span>
          </p>
        ))}
      </div>
    </div>
  );
}

type WithProps = { readonly session: DaySession; readonly you: string | undefined };

function With({ session, you }: WithProps): ReactNode {
  const others = session.people.filter(({ id }) => id !== you).map(({ name }) => name);
  if (others.length === 0) return null;
  return (
    <div className="your-place">
      <Icon name="people" size={22} />
      <p>{t('yours.together', { names: namesText(others) })}</p>
    </div>
  );
}

/** Where each candidate is, so that nobody waits at a door for somebody who cannot be there yet. */
function WhereNow({ loops, presses }: Pick<Props, 'presses'> & { loops: readonly DayLoop[] }): ReactNode {
  return (
    <div className="your-where" role="status">
      {loops.map((loop) => (
        <div key={loop.id} data-late={behindWords(loop.where?.behind ?? loop.behind) !== undefined}>
          <p className="your-where-name">{t('yours.where', { name: loop.candidate.name })}</p>
          <p>{whereWords(loop)}</p>
          <Arrival loop={loop} presses={presses} />
        </div>
      ))}
    </div>
  );
}
