import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { LeavingLoop } from '#contract/leaving.ts';
import type { RepairView } from '#contract/repair.ts';
import { CancelLoop } from '#web/employer/repair/cancel-loop.tsx';
import { ToldPeople } from '#web/employer/repair/told-list.tsx';
import { offsetWords, spanWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { chosenOffer } from './leaving-choice.ts';

type Props = {
  readonly organisation: string;
  readonly loop: LeavingLoop;
  readonly onChoose: (key: string) => void;
  /** How this one is handed over by itself. */
  readonly children: ReactNode;
};

/** One loop of somebody who leaves: their sessions in it, and how they are handed over, or why they cannot be. */
export function LeavingLoopCard({ organisation, loop, onChoose, children }: Props): ReactNode {
  const { candidate, opening, sessions, timeZone } = loop;
  const chosen = chosenOffer(loop);
  return (
    <li className="leaving-loop">
      <h2 className="row-title">{t('leaving.whose', { candidate, opening })}</h2>
      <ul className="leaving-sessions">
        {sessions.map((session) => (
          <li key={`${session.start} ${session.title}`}>
            <strong>{session.title}</strong>
            <span className="row-below">
              {spanWords(session, timeZone)} ({offsetWords(session.start, timeZone)})
            </span>
          </li>
        ))}
      </ul>
      {chosen === undefined ? (
        <Cannot organisation={organisation} loop={loop} />
      ) : (
        <Offers loop={loop} chosen={chosen} onChoose={onChoose} />
      )}
      {children}
    </li>
  );
}

type OffersProps = {
  readonly loop: LeavingLoop;
  readonly chosen: RepairView;
  readonly onChoose: (key: string) => void;
};

function Offers({ loop, chosen, onChoose }: OffersProps): ReactNode {
  return (
    <>
      <fieldset className="choices leaving-offers">
        <legend className="hidden">{t('leaving.offers', { candidate: loop.candidate })}</legend>
        {loop.offers.map((offer) => (
          <label key={offer.key} className="choice" data-chosen={offer.key === chosen.key}>
            <input
              type="radio"
              name={`offer-${loop.loop}`}
              checked={offer.key === chosen.key}
              onChange={() => onChoose(offer.key)}
            />
            <span className="ranking-lines">
              {offer.summary.map((line) => (
                <span key={line}>{line}</span>
              ))}
            </span>
          </label>
        ))}
      </fieldset>
      <details className="leaving-told">
        <summary>
          {t('leaving.who')}: {chosen.told.map(({ name }) => name).join(', ')}
        </summary>
        <ToldPeople told={chosen.told} />
      </details>
    </>
  );
}

function Cannot({ organisation, loop }: { organisation: string; loop: LeavingLoop }): ReactNode {
  const { candidate, cancellable } = loop;
  return (
    <div className="leaving-cannot">
      <p>
        <strong>{t('leaving.cannot')}</strong>
      </p>
      <p>{loop.none}</p>
      <p>{t(cancellable ? 'leaving.cancelHelp' : 'leaving.begun', { candidate })}</p>
      <div className="buttons">
        {cancellable && <CancelLoop organisation={organisation} loop={loop.loop} candidate={candidate} />}
        <Button
          variant="subtle"
          renderRoot={(props) => (
            <Link {...props} to="/o/$o/loops/$id" params={{ o: organisation, id: loop.loop }} />
          )}
        >
          {t('leaving.see')}
        </Button>
      </div>
    </div>
  );
}
