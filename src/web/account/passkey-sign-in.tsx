import { useEffect, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { endAutofill, offersAutofill, passkeys, passkeysHere } from '#web/api/factors.ts';
import { Icon } from '#web/parts/icons.tsx';
import { t } from '#web/words/words.ts';
import { NoPasskeysHere, PasskeyNotice } from './passkey-notice.tsx';

/** A little less than a question lasts. */
const ASK_AGAIN = 4 * 60_000;

/** The way in by a passkey alone: by its button, and where the browser can, offered with the address to fill in. */
export function PasskeySignIn({ onDone }: { onDone: () => Promise<void> }): ReactNode {
  const signIn = useMutation({ mutationFn: passkeys.signIn, onSuccess: onDone });
  useAutofill(onDone, !signIn.isPending);
  if (passkeysHere() !== 'yes') return <NoPasskeysHere />;
  return (
    <>
      <p className="entry-or">{t('link.or')}</p>
      <Button
        variant="default"
        size="md"
        fullWidth
        leftSection={<Icon name="key" />}
        loading={signIn.isPending}
        onClick={() => signIn.mutate()}
      >
        {t('factor.signInWith')}
      </Button>
      {signIn.error !== null && <PasskeyNotice error={signIn.error} />}
    </>
  );
}

/** Asks again before the question is too old, and not while the button's own window is open. */
function useAutofill(onDone: () => Promise<void>, on: boolean): void {
  useEffect(() => {
    if (!on) return undefined;
    let gone = false;
    const offer = async (): Promise<void> => {
      if (!(await offersAutofill()) || gone) return;
      await passkeys.signInByAutofill();
      if (!gone) await onDone();
    };
    // Whoever chooses none, or leaves, ends it; the button tells what is wrong with a passkey.
    const again = (): void => void offer().catch(() => {});
    again();
    const timer = setInterval(again, ASK_AGAIN);
    return () => {
      gone = true;
      clearInterval(timer);
      endAutofill();
    };
    // `onDone` is another function each time and does the same.
  }, [on]);
}
