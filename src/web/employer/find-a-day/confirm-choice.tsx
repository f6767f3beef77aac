/** Books the chosen way, and says what to do where that is refused. */
import { useRef, useState, type ReactNode } from 'react';
import { Button, NativeSelect } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { SessionView } from '#contract/day-search.ts';
import type { Taken } from '#contract/problem.ts';
import { REASONS_FOR, type ChangeReason } from '#domain/loop/change-request.ts';
import { selfService } from '#web/api/self-service.ts';
import { ApiProblem } from '#web/api/ask.ts';
import { candidates } from '#web/api/openings.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { spanWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { confirmationOf, wholeOf } from './choosing.ts';
import type { FindingProps } from './finding-props.ts';

type ConfirmProps = FindingProps & {
  readonly sessions: readonly SessionView[];
  /** A plan that breaks a rule, or that has not been judged yet, is not confirmed. */
  readonly allowed: boolean;
  readonly onSearchAgain: () => void;
};

export function ConfirmChoice(props: ConfirmProps): ReactNode {
  const { organisation, opening, candidate, sessions, allowed, onSearchAgain } = props;
  const go = useNavigate();
  const client = useQueryClient();
  // One key for each alternative shown: pressing twice, or again after a lost answer, stores one loop.
  const key = useRef(crypto.randomUUID());
  const [reason, setReason] = useState<ChangeReason>('asked-by-candidate');
  // The loop as it was when this page was opened: a day that somebody else moved meanwhile is not moved back.
  const [standing] = useState(candidate.loop);
  const confirm = useChange(organisation, () => {
    const plan = confirmationOf({ sessions });
    if (standing === undefined) {
      return candidates.confirm(organisation, candidate.id, { plan, key: key.current });
    }
    const to = { plan, reason, sequence: standing.sequence };
    return selfService.reschedule(organisation, standing.id, { to, key: `${key.current}-${reason}` });
  });
  const toLoop = (id: string): void =>
    void go({ to: '/o/$o/loops/$id', params: { o: organisation, id }, search: { fresh: true } });
  const store = (): void =>
    confirm.mutate(undefined, {
      onSuccess: (loop) => toLoop(loop.id),
      // Somebody else may have planned this candidate: what is shown of them must be asked for again.
      onError: () => void client.invalidateQueries({ queryKey: ['o', organisation] }),
    });
  const whole = wholeOf(sessions);
  return (
    <div className="savebar-place">
      {confirm.error !== null && (
        <ProblemNotice error={confirm.error}>
          {confirm.error instanceof ApiProblem && (
            <Refused
              problem={confirm.error}
              organisation={organisation}
              opening={opening}
              candidate={candidate}
              onSearchAgain={onSearchAgain}
            />
          )}
        </ProblemNotice>
      )}
      <div className="savebar">
        <p>
          {whole !== undefined && spanWords(whole, opening.timeZone)}
          {!allowed && <span className="savebar-why">{t('change.notWhileBroken')}</span>}
        </p>
        {standing !== undefined && (
          <NativeSelect
            label={t('move.reason')}
            value={reason}
            data={REASONS_FOR.moved.map((one) => ({ value: one, label: t(`reason.${one}`) }))}
            onChange={(event) =>
              setReason(REASONS_FOR.moved.find((one) => one === event.currentTarget.value) ?? 'other')
            }
          />
        )}
        <Button size="md" loading={confirm.isPending} disabled={!allowed} onClick={store}>
          {t(standing === undefined ? 'find.confirm' : 'move.to', { name: candidate.name })}
        </Button>
      </div>
    </div>
  );
}

type RefusedProps = FindingProps & { readonly problem: ApiProblem; readonly onSearchAgain: () => void };

/** What to do about the refusal: look at the loop there is already, or search again. */
function Refused({ problem, organisation, opening, candidate, onSearchAgain }: RefusedProps): ReactNode {
  if (problem.document.code === 'in-use') {
    if (candidate.loop === undefined) return null;
    return (
      <Link to="/o/$o/loops/$id" params={{ o: organisation, id: candidate.loop.id }}>
        {t('opening.seeLoopOf', { name: candidate.name })}
      </Link>
    );
  }
  return (
    <>
      <TakenList taken={problem.document.taken ?? []} timeZone={opening.timeZone} />
      <Button mt="xs" onClick={onSearchAgain}>
        {t('find.searchAgain')}
      </Button>
    </>
  );
}

function TakenList({ taken, timeZone }: { taken: readonly Taken[]; timeZone: string }): ReactNode {
  if (taken.length === 0) return null;
  return (
    <ul>
      {taken.map((one) => (
        <li key={`${one.who} ${one.start}`}>
          {t('find.taken', { who: one.who, when: spanWords(one, timeZone), by: one.by })}
        </li>
      ))}
    </ul>
  );
}
