import type { ReactNode } from 'react';
import { Button, CopyButton, Group, Modal } from '@mantine/core';
import { Icon } from '#web/parts/icons.tsx';
import { t } from '#web/words/words.ts';

/** Shown this once, so that a click beside it does not close it. */
export function RecoveryCodesDialog(props: { codes: readonly string[]; onClose: () => void }): ReactNode {
  const { codes, onClose } = props;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('factor.codesTitle')}
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
      centered
    >
      <div className="stack">
        <p>{t('factor.codesText')}</p>
        <ul className="codes">
          {codes.map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <Group justify="flex-end">
          <CopyButton value={codes.join('\n')}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                onClick={copy}
                leftSection={<Icon name={copied ? 'check' : 'copy'} />}
                data-autofocus
              >
                <span aria-live="polite">{t(copied ? 'do.copied' : 'do.copy')}</span>
              </Button>
            )}
          </CopyButton>
          <Button onClick={onClose}>{t('factor.codesKept')}</Button>
        </Group>
      </div>
    </Modal>
  );
}
