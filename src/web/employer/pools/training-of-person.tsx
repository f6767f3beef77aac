import type { ReactNode } from 'react';
import type { PersonSeen } from '#contract/people.ts';
import { t } from '#web/words/words.ts';
import { MemberRow } from './member-row.tsx';
import { usePools } from './pools-panel.tsx';

type Props = { readonly organisation: string; readonly person: PersonSeen; readonly edits: boolean };

/** How one person stands in each of their pools. */
export function TrainingOfPerson({ organisation, person, edits }: Props): ReactNode {
  const { data } = usePools(organisation);
  const own = (data?.pools ?? []).flatMap((pool) => {
    const member = pool.members.find(({ id }) => id === person.id);
    return member === undefined ? [] : [{ pool, member }];
  });
  if (own.length === 0) return null;
  return (
    <section className="panel">
      <h3>{t('pools.ofPerson')}</h3>
      <p>{t('pools.ofPersonHelp', { name: person.name })}</p>
      <ul className="members">
        {own.map(({ pool, member }) => (
          <MemberRow
            key={pool.name}
            organisation={organisation}
            pool={pool}
            member={member}
            edits={edits}
            title={pool.name}
          />
        ))}
      </ul>
    </section>
  );
}
