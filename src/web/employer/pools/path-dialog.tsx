import { useState, type ReactNode } from 'react';
import type { PoolView } from '#contract/pools.ts';
import { LONGEST_STEP } from '#domain/people/training.ts';
import { pools } from '#web/api/people.ts';
import { NumberField } from '#web/parts/number-field.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';
import { PoolDialog } from './pool-dialog.tsx';

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
  return (
    <PoolDialog
      title={t('pools.pathTitle', { pool: name })}
      action={t('do.save')}
      save={save}
      onClose={onClose}
      onSubmit={() => save.mutate(undefined, { onSuccess: onClose })}
    >
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
    </PoolDialog>
  );
}
