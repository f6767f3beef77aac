import type { ReactNode } from 'react';
import { Button, Group, Modal } from '@mantine/core';
import { t } from '#web/words/words.ts';
import { ProblemNotice } from './problem-notice.tsx';

type Props = {
  readonly opened: boolean;
  readonly title: string;
  readonly action: string;
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
  readonly children: ReactNode;
};

/** Asks before something that cannot be undone. The focus starts on the way back. */
export function ConfirmDialog({ opened, title, action, busy, error, ...rest }: Props): ReactNode {
  return (
    <Modal
      opened={opened}
      onClose={rest.onClose}
      title={title}
      centered
      closeButtonProps={{ 'aria-label': t('do.close') }}
    >
      <div className="stack">
        <div>{rest.children}</div>
        {error !== null && <ProblemNotice error={error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={rest.onClose} data-autofocus>
            {t('do.back')}
          </Button>
          <Button className="danger" loading={busy} onClick={rest.onConfirm}>
            {action}
          </Button>
        </Group>
      </div>
    </Modal>
  );
}
