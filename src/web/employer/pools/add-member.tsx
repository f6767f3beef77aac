import { useState, type ReactNode } from 'react';
import { Select } from '@mantine/core';
import type { PeopleView } from '#contract/people.ts';
import type { PoolView } from '#contract/pools.ts';
import type { MemberState } from '#domain/people/training.ts';
import { pools } from '#web/api/people.ts';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';
import { PoolDialog } from './pool-dialog.tsx';
import { StateField } from './state-field.tsx';

type Props = {
  readonly organisation: string;
  readonly pool: PoolView;
  readonly known: PeopleView;
  readonly onClose: () => void;
};

/** Puts somebody into a pool, to learn or qualified at once. */
export function AddMember({ organisation, pool, known, onClose }: Props): ReactNode {
  const [person, setPerson] = useState<string | null>(null);
  const [state, setState] = useState<MemberState>('trainee');
  const there = new Set(pool.members.map(({ id }) => id));
  const save = useChange(organisation, (id: string) =>
    pools.setMember(organisation, id, {
      pool: pool.name,
      version: 0,
      state,
      before: { shadow: 0, reverseShadow: 0 },
    }),
  );
  const submit = (): void => {
    if (person !== null) save.mutate(person, { onSuccess: onClose });
  };
  return (
    <PoolDialog
      title={t('pools.addTitle', { pool: pool.name })}
      action={t('do.add')}
      save={save}
      disabled={person === null}
      onClose={onClose}
      onSubmit={submit}
    >
      <Select
        label={t('pools.who')}
        placeholder={t('pools.choose')}
        data={known.people
          .filter(({ id }) => !there.has(id))
          .map(({ id, name }) => ({ value: id, label: name }))}
        value={person}
        searchable
        data-autofocus
        onChange={setPerson}
      />
      <StateField value={state} onChange={setState} />
    </PoolDialog>
  );
}
