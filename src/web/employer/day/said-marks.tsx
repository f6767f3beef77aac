/** What was marked, each with the way to take it back. */
import type { ReactNode } from 'react';
import type { DayLoop, DaySession, Mark } from '#contract/day.ts';
import { moreWords, SaidMark } from '#web/parts/session-marks.tsx';
import { t } from '#web/words/words.ts';
import { undoing } from './marking.ts';
import type { Presses } from './use-presses.ts';

type LoopProps = { readonly loop: DayLoop; readonly presses: Presses };

/** Whether the candidate came. */
export function SaidOfLoop({ loop, presses }: LoopProps): ReactNode {
  return (
    <>
      <Said
        mark={loop.arrived}
        what={t('mark.arrived')}
        loop={loop}
        presses={presses}
        undoes={loop.can.includes('mark')}
      />
      <Said
        mark={loop.noShow}
        what={t('mark.no-show')}
        loop={loop}
        presses={presses}
        undoes={loop.can.includes('run')}
      />
    </>
  );
}

export function SaidOfSession({ loop, session, presses }: LoopProps & { session: DaySession }): ReactNode {
  const { started, ended, more, markable } = session;
  const shared = { loop, presses, undoes: markable };
  return (
    <>
      <Said {...shared} mark={started} what={t('mark.started')} />
      <Said {...shared} mark={more} what={moreWords(more, loop.opening.timeZone)} />
      <Said {...shared} mark={ended} what={t('mark.ended')} />
    </>
  );
}

type SaidProps = LoopProps & {
  readonly mark: Mark | undefined;
  readonly what: string;
  readonly undoes: boolean;
};

function Said({ mark, what, loop, presses, undoes }: SaidProps): ReactNode {
  if (mark === undefined) return null;
  const { waits, onUndo } = undoing(presses, loop, { mark, what });
  return (
    <SaidMark
      mark={mark}
      what={what}
      timeZone={loop.opening.timeZone}
      waits={waits}
      {...(undoes && { onUndo })}
    />
  );
}
