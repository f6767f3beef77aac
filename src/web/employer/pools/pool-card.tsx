import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { PeopleView } from '#contract/people.ts';
import type { MemberView, PoolView } from '#contract/pools.ts';
import { namesText } from '#domain/names.ts';
import { Icon } from '#web/parts/icons.tsx';
import { t } from '#web/words/words.ts';
import { AddMember } from './add-member.tsx';
import { MemberRow } from './member-row.tsx';
import { PathDialog } from './path-dialog.tsx';
import { timesWords } from './standing-words.ts';

type Props = { readonly organisation: string; readonly pool: PoolView; readonly known: PeopleView };

/** So many qualified people are named without asking for all of them. */
const MOST_NAMES = 4;

export function PoolCard({ organisation, pool, known }: Props): ReactNode {
  const [open, setOpen] = useState<'path' | 'add'>();
  const edits = known.can.includes('edit-people');
  const close = (): void => setOpen(undefined);
  const learning = pool.members.filter(({ state }) => state === 'trainee');
  const qualified = pool.members.filter(({ state }) => state === 'qualified');
  return (
    <li className="pool-card">
      <div className="pool-head">
        <h2 className="row-title">{pool.name}</h2>
        <Summary learning={learning} qualified={qualified.length} />
        {edits && (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<Icon name="add" size={16} />}
            aria-label={t('pools.addTo', { pool: pool.name })}
            onClick={() => setOpen('add')}
          >
            {t('pools.add')}
          </Button>
        )}
      </div>
      <Needs organisation={organisation} pool={pool} has={qualified.length} />
      <PathLine pool={pool} {...(edits && { onChange: () => setOpen('path') })} />
      {pool.members.length === 0 && <p className="row-below">{t('pools.nobody')}</p>}
      {learning.length > 0 && (
        <Members organisation={organisation} pool={pool} members={learning} edits={edits} />
      )}
      {qualified.length > 0 && (
        <details className="pool-qualified">
          <summary>
            {t('pools.theQualified', {
              count: qualified.length,
              names: namesText(
                qualified.map(({ name }) => name),
                MOST_NAMES,
              ),
            })}
          </summary>
          <Members organisation={organisation} pool={pool} members={qualified} edits={edits} />
        </details>
      )}
      {open === 'path' && <PathDialog organisation={organisation} pool={pool} onClose={close} />}
      {open === 'add' && <AddMember organisation={organisation} pool={pool} known={known} onClose={close} />}
    </li>
  );
}

type PathProps = { readonly pool: PoolView; readonly onChange?: () => void };

function PathLine({ pool, onChange }: PathProps): ReactNode {
  const { shadow, reverseShadow } = pool.path;
  return (
    <p className="pool-path">
      {t('pools.path', { shadow: timesWords(shadow), reverse: timesWords(reverseShadow) })}{' '}
      {onChange !== undefined && (
        <Button
          variant="subtle"
          size="compact-xs"
          aria-label={t('pools.changePathOf', { pool: pool.name })}
          onClick={onChange}
        >
          {t('pools.changePath')}
        </Button>
      )}
    </p>
  );
}

type SummaryProps = { readonly learning: readonly MemberView[]; readonly qualified: number };

function Summary({ learning, qualified }: SummaryProps): ReactNode {
  const ready = learning.filter(({ stage }) => stage === 'ready').length;
  return (
    <span className="pool-summary">
      <span>{t('pools.qualified', { count: qualified })}</span>
      {learning.length > 0 && <span>{t('pools.learning', { count: learning.length })}</span>}
      {ready > 0 && <strong>{t('pools.ready', { count: ready })}</strong>}
    </span>
  );
}

type NeedsProps = { readonly organisation: string; readonly pool: PoolView; readonly has: number };

function Needs({ organisation, pool, has }: NeedsProps): ReactNode {
  if (pool.openings.length === 0) return null;
  return (
    <ul className="pool-needs">
      {pool.openings.map(({ id, title, needed }) => (
        <li key={id}>
          <Link to="/o/$o/openings/$id" params={{ o: organisation, id }}>
            {title}
          </Link>{' '}
          <span className="state" data-state={has < needed ? 'refused' : 'known'}>
            {t('pools.needs', { count: needed, has })}
          </span>
        </li>
      ))}
    </ul>
  );
}

type MembersProps = {
  readonly organisation: string;
  readonly pool: PoolView;
  readonly members: readonly MemberView[];
  readonly edits: boolean;
};

function Members({ organisation, pool, members, edits }: MembersProps): ReactNode {
  return (
    <ul className="members">
      {members.map((member) => (
        <MemberRow
          key={member.id}
          organisation={organisation}
          pool={pool}
          member={member}
          edits={edits}
          title={member.name}
          below={member.title}
        />
      ))}
    </ul>
  );
}
