import type { ReactNode } from 'react';
import { namedOrigin } from '#domain/account/passkey-site.ts';
import { NoPasskeyChosen, passkeysHere } from '#web/api/factors.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { t } from '#web/words/words.ts';

/** What went wrong with a passkey; that nobody chose one is no problem of the page. */
export function PasskeyNotice({ error }: { error: Error }): ReactNode {
  if (!(error instanceof NoPasskeyChosen)) return <ProblemNotice error={error} />;
  return (
    <p className="notice" role="alert">
      {t('factor.noneChosen')}
    </p>
  );
}

/** Why there are no passkeys on this page, where there are none, and where there would be. */
export function NoPasskeysHere(): ReactNode {
  const here = passkeysHere();
  if (here === 'yes') return null;
  if (here === 'no') return <p className="entry-note">{t('factor.noPasskeys')}</p>;
  const { origin, pathname, search } = window.location;
  const named = namedOrigin(origin);
  return (
    <p className="entry-note">
      {t('factor.numbers')}{' '}
      {named !== undefined && <a href={`${named}${pathname}${search}`}>{t('factor.openNamed', { named })}</a>}
    </p>
  );
}
