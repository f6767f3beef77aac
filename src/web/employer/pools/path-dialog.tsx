import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Group, Modal } from '@mantine/core';
import type { PoolView } from '#contract/pools.ts';
import { LONGEST_STEP } from '#domain/training.ts';
import { pools } from '#web/api.ts';
import { NumberField } from '#web/parts/number-field.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';

type Props = { readonly organisation: string; readonly pool: PoolView; readonly onClose: () => void };

/** How long the way into the pool is. */
export function PathDialog({ organisation, pool, onClose }: Props): ReactNode {
  const { path, name } = pool;
  const [shadow, setShadow] = useState<number | undefined>(path.shadow);
  const [reverse, setReverse] = useState<number | undefined>(path.reverseShadow);
  const save = useChange(organisation, () =>
    pools.setPath(organisation, {
      pool: name,
      version: path.version,
      shadow: shadow ?? 0,
      reverseShadow: reverse ?? 0,
    }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <Modal
      opened
      centered
      onClose={onClose}
      title={t('pools.pathTitle', { pool: name })}
      closeButtonProps={{ 'aria-label': t('do.close') }}
    >
      <form className="stack" onSubmit={submit}>
        <p className="field-help">{t('pools.pathHelp')}</p>
        <NumberField
          label={t('pools.shadows')}
          value={shadow}
          min={0}
          max={LONGEST_STEP}
          onChange={setShadow}
        />
        <NumberField
          label={t('pools.reverses')}
          value={reverse}
          min={0}
          max={LONGEST_STEP}
          onChange={setReverse}
        />
        {save.error !== null && <ProblemNotice error={save.error} reload={onClose} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('do.back')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('do.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
