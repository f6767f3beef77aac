import type { FormEvent, ReactNode } from 'react';
import { Button, Group, Modal } from '@mantine/core';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { t } from '#web/words/words.ts';

type Props = {
  readonly title: string;
  /** What the button says. */
  readonly action: string;
  readonly save: { readonly error: Error | null; readonly isPending: boolean };
  readonly disabled?: boolean;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
};

/** A few fields about a pool that are saved together. */
export function PoolDialog({ title, action, save, disabled = false, ...rest }: Props): ReactNode {
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // The dialog may be drawn inside the form of a person, which must not be sent with it.
    event.stopPropagation();
    rest.onSubmit();
  };
  return (
    <Modal
      opened
      centered
      onClose={rest.onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('do.close') }}
    >
      <form className="stack" onSubmit={submit}>
        {rest.children}
        {save.error !== null && <ProblemNotice error={save.error} reload={rest.onClose} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={rest.onClose}>
            {t('do.back')}
          </Button>
          <Button type="submit" disabled={disabled} loading={save.isPending}>
            {action}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
