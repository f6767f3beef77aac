import type { ReactNode } from 'react';
import { Navigate, useSearch } from '@tanstack/react-router';
import { ownPath } from '#domain/account/own-path.ts';
import { Entry } from '#web/account/entry.tsx';
import { SecondFactorForm } from '#web/account/second-factor-form.tsx';
import { useCameIn } from '#web/account/use-came-in.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useWho } from '#web/parts/use-who.ts';
import { t } from '#web/words/words.ts';

/** One thing to do: show the second factor. Whoever owes none is led on. */
export function SecondFactorScene(): ReactNode {
  const { next } = useSearch({ from: '/second-factor' });
  const who = useWho();
  const cameIn = useCameIn();
  if (who.data === undefined) {
    return (
      <Entry title={t('factor.title')}>
        {who.error === null ? (
          <p aria-busy="true">{t('frame.loading')}</p>
        ) : (
          <ProblemNotice error={who.error} again={() => void who.refetch()} />
        )}
      </Entry>
    );
  }
  if (who.data.kind === 'member') return <Navigate to={ownPath(next)} replace />;
  if (who.data.kind !== 'halfway') {
    return <Navigate to="/sign-in" search={next === undefined ? {} : { next }} replace />;
  }
  return (
    <Entry title={t('factor.title')} lead={t('factor.lead', { email: who.data.email })}>
      <SecondFactorForm who={who.data} onDone={() => cameIn(next)} />
    </Entry>
  );
}
