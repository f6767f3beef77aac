import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useSearch } from '@tanstack/react-router';
import { ownPath } from '#domain/own-path.ts';
import { Entry } from '#web/account/entry.tsx';
import { OtherWays } from '#web/account/other-ways.tsx';
import { PasskeySignIn } from '#web/account/passkey-sign-in.tsx';
import { ProviderWay } from '#web/account/provider-way.tsx';
import { rememberedProvider } from '#web/account/remembered-provider.ts';
import { SignInForm } from '#web/account/sign-in-form.tsx';
import { useCameIn } from '#web/account/use-came-in.ts';
import { signInWays } from '#web/api-providers.ts';
import { useWho } from '#web/parts/use-who.ts';
import { t } from '#web/words/words.ts';

export function SignInScene(): ReactNode {
  const { next } = useSearch({ from: '/sign-in' });
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
  if (who?.kind === 'halfway') {
    return <Navigate to="/second-factor" search={next === undefined ? {} : { next }} replace />;
  }
  return (
    <Entry title={t('signIn.title')} lead={t('signIn.lead')}>
      <Ways />
    </Entry>
  );
}

/** The provider's first, where one is offered. */
function Ways(): ReactNode {
  const { next, with: asked } = useSearch({ from: '/sign-in' });
  const organisation = asked ?? rememberedProvider();
  const ways = useQuery({
    queryKey: ['who', 'ways', organisation],
    queryFn: () => signInWays.read(organisation),
  });
  const cameIn = useCameIn();
  const provider = ways.data?.provider ?? null;
  return (
    <>
      {provider !== null && (
        <>
          <ProviderWay {...provider} next={ownPath(next)} />
          <p className="entry-or">{t('link.or')}</p>
        </>
      )}
      <SignInForm quiet={provider !== null} onDone={() => cameIn(next)} />
      <PasskeySignIn onDone={() => cameIn(next)} />
      <OtherWays {...(next !== undefined && { next })} />
    </>
  );
}
