/** The first time by mail: what somebody else may have set up for the account opens nothing any more, and is named. */
import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { CameByMail, Dropped } from '#contract/account.ts';
import { t } from '#web/words/words.ts';
import { Entry } from './entry.tsx';
import { useCameIn } from './use-came-in.ts';

type ByMail = {
  readonly came: (answer: CameByMail & { readonly organisation?: string }) => Promise<void>;
  /** In the place of the scene, before it goes on. */
  readonly notice: ReactNode | undefined;
};

/** `next` is where to go on. `passwordSet`: they have just chosen one, so the one of before is not missed. */
export function useCameByMail({ next, passwordSet }: { next?: string; passwordSet: boolean }): ByMail {
  const [shown, setShown] = useState<{ readonly dropped: Dropped; readonly next: string | undefined }>();
  const cameIn = useCameIn();
  const goOn = async (to: string | undefined): Promise<void> => cameIn(to ?? next);
  return {
    came: async ({ dropped, organisation }) => {
      const to = organisation === undefined ? undefined : `/o/${organisation}`;
      const missed = dropped && { ...dropped, password: dropped.password && !passwordSet };
      if (missed === undefined || wordsOf(missed).length === 0) await goOn(to);
      else setShown({ dropped: missed, next: to });
    },
    notice: shown && <WhatWasDropped dropped={shown.dropped} onGoOn={() => void goOn(shown.next)} />,
  };
}

function WhatWasDropped({ dropped, onGoOn }: { dropped: Dropped; onGoOn: () => void }): ReactNode {
  return (
    <Entry title={t('dropped.title')} lead={t('dropped.lead')}>
      <div className="stack" role="status">
        <ul>
          {wordsOf(dropped).map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        <p>{t('dropped.anew')}</p>
        <Button size="md" onClick={onGoOn}>
          {t('dropped.goOn')}
        </Button>
        {dropped.password && (
          <p className="entry-note">
            {t('dropped.without')} <Link to="/new-password">{t('link.passwordTitle')}</Link>
          </p>
        )}
      </div>
    </Entry>
  );
}

function wordsOf({ password, authenticator, passkeys, recoveryCodes, sessions }: Dropped): readonly string[] {
  return [
    password ? t('dropped.password') : '',
    authenticator ? t('dropped.authenticator') : '',
    passkeys > 0 ? t('dropped.passkeys', { count: passkeys }) : '',
    recoveryCodes > 0 ? t('dropped.recoveryCodes', { count: recoveryCodes }) : '',
    sessions > 0 ? t('dropped.sessions', { count: sessions }) : '',
  ].filter((words) => words !== '');
}
