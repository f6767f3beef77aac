/** What is pressed next for one candidate: that they came, or that the session starts or ends. */
import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { DayLoop, DaySession } from '#contract/day.ts';
import { ConfirmDialog } from '#web/parts/confirm-dialog.tsx';
import { FindAnother } from '#web/employer/self-service/wanted-of-loop.tsx';
import { minutesUntil } from '#web/parts/relative-time.ts';
import { SessionDeeds } from '#web/parts/session-marks.tsx';
import { t } from '#web/words/words.ts';
import { Arrival } from './arrival.tsx';
import { awaited, sessionOf } from './day-standing.ts';
import { aboutSession, markingOf, waitsFor } from './marking.ts';
import type { Presses } from './use-presses.ts';

type Props = { readonly loop: DayLoop; readonly presses: Presses };
type DeedsProps = Props & { readonly organisation: string; readonly now: number };

/** Minutes before somebody is expected. */
const SOON = 60;

export function LoopDeeds({ organisation, loop, presses, now }: DeedsProps): ReactNode {
  const session = sessionInHand(loop);
  const waiting = awaited(loop);
  const start = sessionOf(loop, loop.now.next)?.start;
  const minutes = start === undefined ? 0 : minutesUntil(start, now);
  return (
    <div className="run-do">
      <Arrival loop={loop} presses={presses} quiet={minutes > SOON} />
      {waiting && minutes <= 0 && loop.can.includes('run') && <NoShow loop={loop} presses={presses} />}
      {!waiting && session !== undefined && (
        <SessionDeeds
          marked={session}
          about={aboutSession(loop, session)}
          {...markingOf(presses, loop, session)}
        />
      )}
      {loop.status === 'cancelled' && loop.can.includes('run') && (
        <FindAnother organisation={organisation} loop={loop} />
      )}
    </div>
  );
}

/** The one that is on, else the one that comes next, where it can be marked by now. */
function sessionInHand(loop: DayLoop): DaySession | undefined {
  const { session, next } = loop.now;
  return [session, next].map((id) => sessionOf(loop, id)).find((one) => one?.markable === true);
}

function NoShow({ loop, presses }: Props): ReactNode {
  const [asked, setAsked] = useState(false);
  const { name } = loop.candidate;
  const deed = { what: 'no-show' } as const;
  const words = t('mark.for', { what: t('mark.no-show'), about: name });
  return (
    <>
      <Button
        size="sm"
        variant="subtle"
        className="danger-quiet"
        aria-label={words}
        loading={waitsFor(presses, loop, deed)}
        onClick={() => setAsked(true)}
      >
        {t('mark.no-show')}
      </Button>
      <ConfirmDialog
        opened={asked}
        title={t('mark.noShowTitle', { name })}
        action={t('mark.noShowSay')}
        busy={false}
        error={null}
        onClose={() => setAsked(false)}
        onConfirm={() => {
          presses.press({ loop: loop.id, deed, words });
          setAsked(false);
        }}
      >
        <p>{t('mark.noShowText')}</p>
      </ConfirmDialog>
    </>
  );
}
