import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, Navigate, useSearch } from '@tanstack/react-router';
import { ownPath } from '#domain/account/own-path.ts';
import { PasskeySignIn } from '#web/account/passkey-sign-in.tsx';
import { SignInForm } from '#web/account/sign-in-form.tsx';
import { ProviderWay } from '#web/account/provider-way.tsx';
import { rememberedProvider } from '#web/account/remembered-provider.ts';
import { signInWays } from '#web/api/providers.ts';
import { Entry } from '#web/account/entry.tsx';
import { useCameIn } from '#web/account/use-came-in.ts';
import { OtherWays } from '#web/account/other-ways.tsx';
import { useWho } from '#web/parts/use-who.ts';
import { t } from '#web/words/words.ts';

export function SignInScene(): ReactNode {
  const { next } = useSearch({ from: '/sign-in' });
  const who = useWho().data;
  if (who?.kind === 'computer') return <NothingToDo title={t('signIn.noneTitle')} lead={t('signIn.none')} />;
  if (who?.kind === 'member') {
    return <NothingToDo title={t('signIn.title')} lead={t('signIn.already', { email: who.email })} />;
  }
  if (who?.kind === 'halfway') {
    return <Navigate to="/second-factor" search={next === undefined ? {} : { next }} replace />;
  }
  return <Ways />;
}

function NothingToDo({ title, lead }: { title: string; lead: string }): ReactNode {
  return (
    <Entry title={title} lead={lead}>
      <Link to="/">{t('signIn.toStart')}</Link>
    </Entry>
  );
}

/** All ways in; that of the organisation first, where it has one of its own. */
function Ways(): ReactNode {
  const { next, with: asked } = useSearch({ from: '/sign-in' });
  const cameIn = useCameIn();
  const organisation = asked ?? rememberedProvider();
  const ways = useQuery({
    queryKey: ['who', 'ways', organisation],
    queryFn: () => signInWays.read(organisation),
  });
  const provider = ways.data?.provider ?? null;
  return (
    <Entry title={t('signIn.title')} lead={t('signIn.lead')}>
      {provider !== null && (
        <>
          <ProviderWay {...provider} next={ownPath(next)} />
          <p className="entry-or">{t('link.or')}</p>
        </>
      )}
      <SignInForm quiet={provider !== null} onDone={() => cameIn(next)} />
      <PasskeySignIn onDone={() => cameIn(next)} />
      <OtherWays {...(next !== undefined && { next })} />
    </Entry>
  );
}
