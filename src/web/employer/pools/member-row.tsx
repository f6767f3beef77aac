import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { MemberView, PoolView } from '#contract/pools.ts';
import { pools } from '#web/api/people.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';
import { MemberDialog } from './member-dialog.tsx';
import { PathMarks } from './path-marks.tsx';
import { standingWords } from './standing-words.ts';

type Props = {
  readonly organisation: string;
  readonly pool: PoolView;
  readonly member: MemberView;
  readonly edits: boolean;
  /** What the row is called: the person in a pool, the pool of a person. */
  readonly title: string;
  readonly below?: string | undefined;
};

/** One person in one pool: how far they are, and the next step as a button. */
export function MemberRow({ organisation, pool, member, edits, title, below }: Props): ReactNode {
  const learns = member.state === 'trainee';
  return (
    <li className="pool-member" data-state={member.state}>
      <div className="pool-member-words">
        <span className="pool-member-name">{title}</span>
        {below !== undefined && <span className="row-below">{below}</span>}
      </div>
      <div className="pool-member-way">
        <PathMarks member={member} path={pool.path} />
        {learns && (
          <span className="row-below" data-ready={member.stage === 'ready'}>
            {standingWords(member, pool)}
          </span>
        )}
      </div>
      {edits && <Steps organisation={organisation} pool={pool} member={member} />}
    </li>
  );
}

function Steps({ organisation, pool, member }: Pick<Props, 'organisation' | 'pool' | 'member'>): ReactNode {
  const [changing, setChanging] = useState(false);
  const named = { name: member.name, pool: pool.name };
  const qualify = useChange(organisation, () =>
    pools.setMember(organisation, member.id, {
      pool: pool.name,
      version: member.version,
      state: 'qualified',
      before: member.before,
    }),
  );
  return (
    <>
      <div className="pool-member-do">
        {member.state === 'trainee' && member.stage === 'ready' && (
          <Button
            size="compact-sm"
            loading={qualify.isPending}
            aria-label={t('pools.qualifyWho', named)}
            onClick={() => qualify.mutate(undefined)}
          >
            {t('pools.qualify')}
          </Button>
        )}
        <Button
          variant="subtle"
          size="compact-sm"
          aria-label={t('pools.changeWho', named)}
          onClick={() => setChanging(true)}
        >
          {t('pools.change')}
        </Button>
      </div>
      {qualify.error !== null && <ProblemNotice error={qualify.error} />}
      {changing && (
        <MemberDialog
          organisation={organisation}
          pool={pool}
          member={member}
          onClose={() => setChanging(false)}
        />
      )}
    </>
  );
}
