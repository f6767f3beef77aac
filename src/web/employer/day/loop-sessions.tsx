/** The whole day of one candidate: each session as planned, as expected and as marked; and what is to be known. */
import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { DayLoop, DaySession } from '#contract/day.ts';
import { KindMark } from '#web/parts/kind-mark.tsx';
import { SessionDeeds } from '#web/parts/session-marks.tsx';
import { hoursWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { DayNotes } from './day-notes.tsx';
import { isDone } from './day-standing.ts';
import { aboutSession, markingOf } from './marking.ts';
import { mealWords } from './meal-words.ts';
import { SaidOfSession } from './said-marks.tsx';
import type { Presses } from './use-presses.ts';
import { expectedStart } from './where-words.ts';

type PartProps = { readonly loop: DayLoop; readonly presses: Presses };
type Props = PartProps & { readonly organisation: string };

export function LoopSessions({ organisation, loop, presses }: Props): ReactNode {
  return (
    <>
      <ol className="day-sessions">
        {loop.sessions.map((session) => (
          <Session key={session.id} session={session} loop={loop} presses={presses} />
        ))}
      </ol>
      <DayNotes notes={loop.notes} />
      {loop.can.includes('run') && loop.status === 'confirmed' && (
        <Link
          className="run-other"
          to="/o/$o/loops/$id/repair"
          params={{ o: organisation, id: loop.id }}
          aria-label={t('mark.for', { what: t('hand.other'), about: loop.candidate.name })}
        >
          {t('hand.other')}
        </Link>
      )}
    </>
  );
}

function Session({ session, loop, presses }: PartProps & { readonly session: DaySession }): ReactNode {
  const zone = loop.opening.timeZone;
  const expected = isDone(session) ? undefined : expectedStart(session, zone);
  const meal = mealWords(session);
  const inHand = session.id === loop.now.session || session.id === loop.now.next;
  return (
    <li data-kind={session.kind} data-state={session.state}>
      <p className="day-hours">
        <span>{hoursWords(session, zone)}</span>
        {expected !== undefined && (
          <strong className="late-time">{t('yours.expected', { time: expected })}</strong>
        )}
        <span className="day-state" data-state={session.state}>
          {t(`state.${session.state}`)}
        </span>
      </p>
      <div className="day-what">
        <p className="day-title">{session.title}</p>
        <p className="row-below">
          <KindMark kind={session.kind} />
          {peopleWords(session)}
        </p>
        {meal !== undefined && <p className="row-below">{meal}</p>}
        {session.place !== undefined && (
          <p className="row-below">
            <span className="day-place">{session.place}</span>
            {session.wayThere !== undefined && ` · ${session.wayThere}`}
          </p>
        )}
      </div>
      <div className="day-marks">
        <SaidOfSession loop={loop} session={session} presses={presses} />
        {session.markable && !inHand && (
          <SessionDeeds
            look="quiet"
            marked={session}
            about={aboutSession(loop, session)}
            {...markingOf(presses, loop, session)}
          />
        )}
      </div>
    </li>
  );
}

function peopleWords({ people }: DaySession): string {
  return people
    .map(({ name, role }) => (role === 'panelist' ? name : `${name} (${t(`role.${role}`)})`))
    .join(', ');
}
