/** Where a sign-in provider sends the browser back to. */
import { useEffect, type ReactNode } from 'react';
import { useMutation } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { BroughtBack } from '#contract/provider.ts';
import { Entry } from '#web/account/entry.tsx';
import { rememberProvider } from '#web/account/remembered-provider.ts';
import { useCameIn } from '#web/account/use-came-in.ts';
import { broughtIn, signInWays } from '#web/api/providers.ts';
import { hasCode, ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useWho } from '#web/parts/use-who.ts';
import { t } from '#web/words/words.ts';

let brought: BroughtBack['brought'] | undefined;

/** Once for each load of the page: what was brought does not stay in the address bar, nor in the history. */
function takeBrought(): BroughtBack['brought'] {
  if (brought === undefined) {
    brought = broughtIn(window.location);
    window.history.replaceState(window.history.state, '', window.location.pathname);
  }
  return brought;
}

export function SignInBackScene(): ReactNode {
  const { o: organisation } = useParams({ from: '/sign-in/back/$o' });
  const { error, isIdle, mutate } = useComingBack(organisation);
  useEffect(() => {
    if (isIdle) mutate({ organisation, brought: takeBrought() });
  }, [isIdle, mutate, organisation]);
  if (error === null) {
    return (
      <Entry title={t('signIn.backTitle')}>
        <p aria-busy="true" role="status">
          {t('signIn.back')}
        </p>
      </Entry>
    );
  }
  return <Failed error={error} organisation={organisation} />;
}

function Failed({ error, organisation }: { error: Error; organisation: string }): ReactNode {
  // Whoever is signed in has come to link who they are there.
  const linking = useWho().data?.kind === 'member';
  const over = hasCode(error, 'not-found');
  return (
    <Entry
      title={t(linking ? 'signIn.linkFailed' : 'signIn.backFailed')}
      {...(over && { lead: error.message })}
    >
      <div className="stack">
        {!over && <ProblemNotice error={error} />}
        {linking ? (
          <Link to="/account">{t('signIn.toAccount')}</Link>
        ) : (
          <Link to="/sign-in" search={{ with: organisation }}>
            {t('signIn.anew')}
          </Link>
        )}
      </div>
    </Entry>
  );
}

function useComingBack(organisation: string) {
  const cameIn = useCameIn();
  return useMutation({
    mutationFn: signInWays.comeBack,
    onSuccess: async ({ next }) => {
      rememberProvider(organisation);
      await cameIn(next);
    },
  });
}
