/** The plan that was found: what it costs in words, who is left out, the board, and the way to confirm it. */
import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { OpeningView } from '#contract/opening.ts';
import type { SuperdayPlan } from '#contract/superday.ts';
import { superdays } from '#web/api/loops.ts';
import { CalendarGaps } from '#web/parts/calendar-gaps.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';
import { Board } from './board.tsx';
import { placedIn, superdayConfirmationOf } from './choosing.ts';
import { LeftOut } from './left-out.tsx';

type Props = {
  readonly organisation: string;
  readonly opening: OpeningView;
  readonly plan: SuperdayPlan;
  readonly onSearchAgain: () => void;
};

export function PlanShown(props: Props): ReactNode {
  const { organisation, opening, plan } = props;
  const placed = placedIn(plan.board);
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that was pressed is disabled while the search runs, and loses the focus.
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <h2 className="superday-found" tabIndex={-1} ref={heading}>
        {placed === 0 ? t('superday.nothing') : t('superday.found', { count: placed })}
      </h2>
      <Told told={plan.told} />
      {plan.stopped && <p className="notice">{t('superday.stopped')}</p>}
      <CalendarGaps of={plan} timeZone={opening.timeZone} />
      <LeftOut leftOut={plan.leftOut} organisation={organisation} opening={opening.id} some={placed > 0} />
      {placed > 0 && (
        <>
          <Board board={plan.board} timeZone={opening.timeZone} />
          <Confirm {...props} placed={placed} />
        </>
      )}
    </>
  );
}

/** What the plan costs, in sentences. */
export function Told({ told }: { readonly told: readonly string[] }): ReactNode {
  if (told.length === 0) return null;
  return (
    <ul className="superday-told">
      {told.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function Confirm({
  organisation,
  opening,
  plan,
  placed,
  onSearchAgain,
}: Props & { placed: number }): ReactNode {
  const go = useNavigate();
  const client = useQueryClient();
  // One key for each plan shown: pressing twice, or again after a lost answer, stores one superday.
  const key = useRef(crypto.randomUUID());
  const confirm = useChange(organisation, () =>
    superdays.confirm(organisation, opening.id, {
      plan: superdayConfirmationOf(plan.board),
      key: key.current,
    }),
  );
  const store = (): void =>
    confirm.mutate(undefined, {
      onSuccess: ({ id }) =>
        void go({ to: '/o/$o/superdays/$id', params: { o: organisation, id }, search: { fresh: true } }),
      // Somebody else may have planned some of them: what is shown must be asked for again.
      onError: () => void client.invalidateQueries({ queryKey: ['o', organisation] }),
    });
  return (
    <div className="savebar-place">
      {confirm.error !== null && (
        <ProblemNotice error={confirm.error}>
          <Button mt="xs" onClick={onSearchAgain}>
            {t('find.searchAgain')}
          </Button>
        </ProblemNotice>
      )}
      <div className="savebar">
        <p>{t('superday.confirmNote')}</p>
        <Button size="md" loading={confirm.isPending} onClick={store}>
          {t('superday.confirm', { count: placed })}
        </Button>
      </div>
    </div>
  );
}
