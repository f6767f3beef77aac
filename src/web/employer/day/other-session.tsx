/** A session of one's own that is not the next one: one line, and what was or can be marked. */
import type { ReactNode } from 'react';
import { namesText } from '#domain/names.ts';
import { SessionDeeds } from '#web/parts/session-marks.tsx';
import { hoursWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { isDone, type OwnSession } from './day-standing.ts';
import { aboutSession, markingOf } from './marking.ts';
import { mealWords } from './meal-words.ts';
import { SaidOfSession } from './said-marks.tsx';
import type { Presses } from './use-presses.ts';
import { expectedStart } from './where-words.ts';

type Props = {
  readonly of: OwnSession;
  readonly presses: Presses;
};

export function OtherSession({ of, presses }: Props): ReactNode {
  const { session, loops } = of;
  const [loop] = loops;
  const zone = loop.opening.timeZone;
  const expected = isDone(session) ? undefined : expectedStart(session, zone);
  const facts = [namesText(loops.map(({ candidate }) => candidate.name)), session.place, mealWords(session)];
  return (
    <>
      <p className="your-line">
        <span>{hoursWords(session, zone)}</span>
        {expected !== undefined && <span className="late">{t('yours.expected', { time: expected })}</span>}
      </p>
      <h3>{session.title}</h3>
      <p className="your-facts">{facts.filter((fact) => fact !== undefined).join(' · ')}</p>
      {session.state === 'unmarked' && <p className="your-facts">{t('state.unmarked')}</p>}
      <SaidOfSession loop={loop} session={session} presses={presses} />
      {session.markable && isDone(session) && (
        <SessionDeeds
          look="quiet"
          marked={session}
          about={aboutSession(loop, session)}
          {...markingOf(presses, loop, session)}
        />
      )}
    </>
  );
}
