import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { Needs, NeedsShown } from '#contract/needs.ts';
import { NEEDS } from '#domain/loop/needs.ts';
import { needs as api } from '#web/api/outside.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { t } from '#web/words/words.ts';

type Candidate = NeedsShown & { readonly id: string; readonly name: string };
type Props = { readonly organisation: string; readonly candidate: Candidate };

/** What the candidate wants known: all of it for those who plan, how the name is said for the others. */
export function NeedsNotice({ organisation, candidate }: Props): ReactNode {
  const { said, needs, hidden, name } = candidate;
  if (said === undefined && needs === undefined && hidden === undefined) return null;
  return (
    <section className="agenda-card needs-card">
      <h2>{t('needs.title', { name })}</h2>
      <NeedsList needs={{ ...(said !== undefined && { said }), ...needs }} />
      {needs !== undefined && Object.keys(needs).length > 0 && (
        <p className="needs-note">{t('needs.onlyPlanners')}</p>
      )}
      {hidden === true && <Hidden organisation={organisation} candidate={candidate} />}
    </section>
  );
}

function NeedsList({ needs }: { needs: Needs }): ReactNode {
  return (
    <dl className="panel-facts">
      {NEEDS.filter((need) => needs[need] !== undefined).map((need) => (
        <div key={need} className="needs-row">
          <dt>{t(`needs.${need}`)}</dt>
          <dd>{need === 'said' ? t('said.as', { said: needs.said ?? '' }) : needs[need]}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Whoever scores is not shown it, and may look where nobody else can arrange it. */
function Hidden({ organisation, candidate: { id, name } }: Props): ReactNode {
  const look = useMutation({ mutationFn: () => api.lookAt(organisation, id) });
  if (look.data !== undefined) {
    const { said: _said, ...rest } = look.data;
    return <NeedsList needs={rest} />;
  }
  return (
    <>
      <p>{t('needs.hidden', { name })}</p>
      <div className="say-do">
        <Button variant="default" size="compact-sm" loading={look.isPending} onClick={() => look.mutate()}>
          {t('needs.look')}
        </Button>
        <span>{t('needs.lookHelp')}</span>
      </div>
      {look.error !== null && <ProblemNotice error={look.error} />}
    </>
  );
}
