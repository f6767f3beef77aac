import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Icon } from '#web/parts/icons.tsx';
import { t } from '#web/words/words.ts';

/** Sends the form in which it is said what happened. `ready`: nothing of it is missing. */
export function FindButton({ busy, ready }: { readonly busy: boolean; readonly ready: boolean }): ReactNode {
  return (
    <Button type="submit" loading={busy} disabled={!ready} leftSection={<Icon name="search" />}>
      {t('repair.find')}
    </Button>
  );
}
