/** What the plan as it stands breaks, rule by rule, or what it costs more than the one that was found. */
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { PlanCost } from '#domain/planning/loop-problem.ts';
import type { Verdict } from '#contract/plan-change.ts';
import { Icon } from '#web/parts/icons.tsx';
import { t } from '#web/words/words.ts';
import { markOf } from './verdict.ts';

type Props = {
  readonly verdict: Verdict | undefined;
  readonly failed: boolean;
  /** What the alternative cost when it was found. */
  readonly found: PlanCost;
  readonly onUndo: () => void;
  readonly onReset: () => void;
};

export function VerdictNotice({ verdict, failed, found, onUndo, onReset }: Props): ReactNode {
  const mark = verdict === undefined ? 'waiting' : markOf(verdict);
  return (
    <section className="by-hand" data-mark={mark} aria-label={t('change.byHand')}>
      <div className="by-hand-words">
        <h2>{t('change.byHand')}</h2>
        <div aria-live="polite">
          {verdict === undefined && <p>{t(failed ? 'change.failed' : 'change.waiting')}</p>}
          {verdict !== undefined && <Said verdict={verdict} found={found} />}
        </div>
      </div>
      <div className="by-hand-do">
        <Button variant="default" size="compact-md" onClick={onUndo}>
          {t('change.undo')}
        </Button>
        <Button variant="subtle" size="compact-md" onClick={onReset}>
          {t('change.reset')}
        </Button>
      </div>
    </section>
  );
}

function Said({ verdict, found }: { verdict: Verdict; found: PlanCost }): ReactNode {
  if (verdict.broken.length > 0) {
    return (
      <>
        <p className="by-hand-broken">
          <Icon name="alert" /> {t('change.broken', { count: verdict.broken.length })}
        </p>
        <ul>
          {verdict.broken.map(({ rule, place, text }) => (
            <li key={`${rule} ${place} ${text}`}>
              <strong>{place}</strong>: {text}
            </li>
          ))}
        </ul>
      </>
    );
  }
  const { total } = verdict.cost;
  const costs = { cost: total, found: found.total };
  return (
    <>
      <p>{t(total === found.total ? 'change.costsSame' : 'change.costs', costs)}</p>
      {verdict.parts.length > 0 && <p>{verdict.parts.map(({ text }) => text).join(' · ')}</p>}
    </>
  );
}
