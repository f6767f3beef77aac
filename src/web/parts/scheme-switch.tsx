import type { ReactNode } from 'react';
import { ActionIcon, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { t } from '#web/words/words.ts';
import { Icon } from './icons.tsx';

export function SchemeSwitch(): ReactNode {
  const { setColorScheme } = useMantineColorScheme();
  const now = useComputedColorScheme('light', { getInitialValueInEffect: false });
  const other = now === 'light' ? 'dark' : 'light';
  return (
    <ActionIcon
      className="scheme"
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={t(other === 'dark' ? 'frame.toDark' : 'frame.toLight')}
      onClick={() => setColorScheme(other)}
    >
      <Icon name={other === 'dark' ? 'moon' : 'sun'} />
    </ActionIcon>
  );
}
