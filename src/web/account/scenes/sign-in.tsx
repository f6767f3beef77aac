import type { ReactNode } from 'react';
import { Link, useRouter, useSearch } from '@tanstack/react-router';
import { ownPath } from '#domain/own-path.ts';
import { SignInForm } from '#web/account/sign-in-form.tsx';
import { Entry } from '#web/account/entry.tsx';
import { OtherWays } from '#web/account/other-ways.tsx';
import { useWho } from '#web/parts/use-who.ts';
import { t } from '#web/words/words.ts';

export function SignInScene(): ReactNode {
  const { next } = useSearch({ from: '/sign-in' });
  const router = useRouter();
  const who = useWho().data;
  if (who?.kind === 'computer') {
    return (
      <Entry title={t('signIn.noneTitle')} lead={t('signIn.none')}>
        <Link to="/">{t('signIn.toStart')}</Link>
      </Entry>
    );
  }
  if (who?.kind === 'member') {
    return (
      <Entry title={t('signIn.title')} lead={t('signIn.already', { email: who.email })}>
        <Link to="/">{t('signIn.toStart')}</Link>
      </Entry>
    );
  }
  return (
    <Entry title={t('signIn.title')} lead={t('signIn.lead')}>
      <SignInForm onDone={() => router.history.replace(ownPath(next))} />
      <OtherWays {...(next !== undefined && { next })} />
    </Entry>
  );
}
