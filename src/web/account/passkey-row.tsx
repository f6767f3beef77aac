import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { FactorsView } from '#contract/factors.ts';
import { passkeys } from '#web/api/factors.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { browserZone } from '#web/parts/zone-field.tsx';
import { dayWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { FactorRow } from './factor-row.tsx';
import { useSafely } from './use-safely.tsx';

type Passkey = FactorsView['passkeys'][number];
type Props = { readonly passkey: Passkey; readonly onChanged: () => Promise<void> };

export function PasskeyRow({ passkey, onChanged }: Props): ReactNode {
  const [renaming, setRenaming] = useState(false);
  const gone = useSafely(() => passkeys.remove(passkey.id), onChanged);
  const { name, madeAt, usedAt } = passkey;
  const zone = browserZone();
  const made = dayWords(madeAt, zone);
  const below =
    usedAt === null
      ? t('factor.passkeyMade', { made })
      : t('factor.passkeyUsed', { made, used: dayWords(usedAt, zone) });
  return (
    <FactorRow
      title={t('factor.passkey', { name })}
      below={below}
      action={t('factor.remove')}
      label={t('factor.removePasskey', { name })}
      ask={{ title: t('factor.removePasskey', { name }), text: t('factor.removePasskeyText') }}
      change={gone}
    >
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={() => setRenaming(true)}
        aria-label={t('factor.renameOf', { name })}
      >
        {t('factor.rename')}
      </Button>
      {renaming && (
        <RenameDialog passkey={passkey} onChanged={onChanged} onClose={() => setRenaming(false)} />
      )}
    </FactorRow>
  );
}

function RenameDialog({ passkey, onChanged, onClose }: Props & { onClose: () => void }): ReactNode {
  const [name, setName] = useState(passkey.name);
  const save = useMutation({
    mutationFn: () => passkeys.rename(passkey.id, name),
    onSuccess: async () => {
      onClose();
      await onChanged();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('factor.renameOf', { name: passkey.name })}
      closeButtonProps={{ 'aria-label': t('do.close') }}
      centered
    >
      <form className="stack" onSubmit={submit}>
        <TextInput
          label={t('factor.passkeyName')}
          description={t('factor.passkeyNameHelp')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={200}
          required
          withAsterisk={false}
          data-autofocus
        />
        {save.error !== null && <ProblemNotice error={save.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            {t('do.save')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
