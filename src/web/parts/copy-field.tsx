import type { ReactNode } from 'react';
import { Button, CopyButton, TextInput } from '@mantine/core';
import { t } from '#web/words/words.ts';
import { Icon } from './icons.tsx';

/** True where the address names this very computer, so that no other one can open it. */
export function isLocalPage(): boolean {
  return /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(window.location.hostname);
}

/** An address to hand on: shown in full, selected on focus, copied by the button. */
export function CopyField({ label, path, help }: { label: string; path: string; help?: string }): ReactNode {
  const address = new URL(path, window.location.origin).href;
  const only = isLocalPage() ? t('copy.local') : undefined;
  const description = [help, only].filter((line) => line !== undefined).join(' ');
  return (
    <div className="copy">
      <TextInput
        className="copy-field"
        label={label}
        {...(description !== '' && { description })}
        value={address}
        readOnly
        onFocus={(event) => event.currentTarget.select()}
      />
      <CopyButton value={address}>
        {({ copied, copy }) => (
          <Button variant="default" onClick={copy} leftSection={<Icon name={copied ? 'check' : 'copy'} />}>
            <span aria-live="polite">{t(copied ? 'do.copied' : 'do.copy')}</span>
          </Button>
        )}
      </CopyButton>
    </div>
  );
}
