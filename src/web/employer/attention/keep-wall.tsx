import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { attention } from '#web/api/attention.ts';
import { ConfirmDialog } from '#web/parts/confirm-dialog.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';

type Props = { readonly organisation: string; readonly loop: string; readonly candidate: string };

/** Asked first: everybody in the loop is told. */
export function KeepWall({ organisation, loop, candidate }: Props): ReactNode {
  const [asked, setAsked] = useState(false);
  const move = useChange(organisation, () => attention.keepWall(organisation, loop));
  return (
    <>
      <Button size="compact-md" onClick={() => setAsked(true)}>
        {t('attention.keepWall')}
      </Button>
      <ConfirmDialog
        opened={asked}
        title={t('attention.keepWallTitle', { candidate })}
        action={t('attention.keepWall')}
        busy={move.isPending}
        error={move.error}
        onClose={() => setAsked(false)}
        onConfirm={() => move.mutate(undefined, { onSuccess: () => setAsked(false) })}
      >
        <p>{t('attention.keepWallText')}</p>
      </ConfirmDialog>
    </>
  );
}
