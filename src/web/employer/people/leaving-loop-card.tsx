import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { LeavingLoop } from '#contract/leaving.ts';
import type { RepairView } from '#contract/repair.ts';
import { loops } from '#web/api.ts';
import { ConfirmDialog } from '#web/parts/confirm-dialog.tsx';
import { useChange } from '#web/parts/use-change.ts';
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
        <ul className="told-list">
          {chosen.told.map(({ id, kind, name, lines }) => (
            <li key={`${kind} ${id}`}>
              <strong>{name}</strong>
              <ul>
                {lines.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

function Cannot({ organisation, loop }: { organisation: string; loop: LeavingLoop }): ReactNode {
  const [asked, setAsked] = useState(false);
  const cancel = useChange(organisation, () => loops.cancel(organisation, loop.loop));
  const { candidate, cancellable } = loop;
  return (
    <div className="leaving-cannot">
      <p>
        <strong>{t('leaving.cannot')}</strong>
      </p>
      <p>{loop.none}</p>
      <p>{t(cancellable ? 'leaving.cancelHelp' : 'leaving.begun', { candidate })}</p>
      <div className="buttons">
        {cancellable && (
          <Button variant="default" className="danger-quiet" onClick={() => setAsked(true)}>
            {t('loop.cancel')}
          </Button>
        )}
        <Button
          variant="subtle"
          renderRoot={(props) => (
            <Link {...props} to="/o/$o/loops/$id" params={{ o: organisation, id: loop.loop }} />
          )}
        >
          {t('leaving.see')}
        </Button>
      </div>
      <ConfirmDialog
        opened={asked}
        title={t('loop.cancelTitle', { name: candidate })}
        action={t('loop.cancel')}
        busy={cancel.isPending}
        error={cancel.error}
        onClose={() => setAsked(false)}
        onConfirm={() => cancel.mutate(undefined, { onSuccess: () => setAsked(false) })}
      >
        <p>{t('loop.cancelText')}</p>
      </ConfirmDialog>
    </div>
  );
}
