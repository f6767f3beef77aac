import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { loops } from '#web/api/loops.ts';
import { ConfirmDialog } from '#web/parts/confirm-dialog.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';

type Props = { readonly organisation: string; readonly loop: string; readonly candidate: string };

/** Cancels a loop that is not held any more, after asking. */
export function CancelLoop({ organisation, loop, candidate }: Props): ReactNode {
  const [asked, setAsked] = useState(false);
  const cancel = useChange(organisation, () => loops.cancel(organisation, loop));
  return (
    <>
      <Button variant="default" className="danger-quiet" onClick={() => setAsked(true)}>
        {t('loop.cancel')}
      </Button>
      <ConfirmDialog
        opened={asked}
        title={t('loop.cancelTitle', { name: candidate })}
        action={t('loop.cancel')}
        busy={cancel.isPending}
        error={cancel.error}
        onClose={() => setAsked(false)}
        onConfirm={() => cancel.mutate(undefined, { onSuccess: () => setAsked(false) })}
      >
        <p>{t('loop.cancelText')}</p>
      </ConfirmDialog>
    </>
  );
}
