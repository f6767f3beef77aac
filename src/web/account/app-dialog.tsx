import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Group, Modal, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { AuthenticatorOffered } from '#contract/factors.ts';
import { factors } from '#web/api/factors.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { t } from '#web/words/words.ts';
import { QrCode } from './qr-code.tsx';

type Props = {
  readonly offered: AuthenticatorOffered;
  /** With the recovery codes, where this is the first factor. */
  readonly onDone: (codes: readonly string[]) => unknown;
  readonly onClose: () => void;
};

/** The secret goes into the app, by its camera or typed; a first code shows that it has arrived. */
export function AppDialog({ offered, onDone, onClose }: Props): ReactNode {
  const [code, setCode] = useState('');
  const confirm = useMutation({
    mutationFn: factors.confirmApp,
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
    onError: () => setCode(''),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    confirm.mutate(code);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('factor.appTitle')}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('do.close') }}
    >
      <form className="stack" onSubmit={submit}>
        <p>{t('factor.appScan')}</p>
        <QrCode text={offered.address} label={t('factor.appPicture')} />
        <details>
          <summary>{t('factor.appType')}</summary>
          <p className="app-secret">{(offered.secret.match(/.{1,4}/g) ?? []).join(' ')}</p>
        </details>
        <TextInput
          className="code-field"
          label={t('factor.appCode')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={10}
          required
          withAsterisk={false}
          data-autofocus
        />
        {confirm.error !== null && <ProblemNotice error={confirm.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={confirm.isPending}>
            {t('factor.appDo')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
