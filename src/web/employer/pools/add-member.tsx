import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Group, Modal, Select } from '@mantine/core';
import type { PeopleView } from '#contract/people.ts';
import type { PoolView } from '#contract/pools.ts';
import type { MemberState } from '#domain/training.ts';
import { pools } from '#web/api.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';
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
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (person !== null) save.mutate(person, { onSuccess: onClose });
  };
  return (
    <Modal
      opened
      centered
      onClose={onClose}
      title={t('pools.addTitle', { pool: pool.name })}
      closeButtonProps={{ 'aria-label': t('do.close') }}
    >
      <form className="stack" onSubmit={submit}>
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
        {save.error !== null && <ProblemNotice error={save.error} reload={onClose} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('do.back')}
          </Button>
          <Button type="submit" disabled={person === null} loading={save.isPending}>
            {t('do.add')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
