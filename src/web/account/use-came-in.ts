import { useNavigate, useRouter } from '@tanstack/react-router';
import { ownPath } from '#domain/own-path.ts';
import { accounts } from '#web/api-accounts.ts';
import { useForgetAll } from '#web/parts/use-who.ts';

/**
 * Where somebody goes who has shown a factor: to the second one, to set one up, or to where they wanted to be. First
 * away from here: the page that they came through has nothing more to say to somebody who is in.
 */
export function useCameIn(): (next?: string) => Promise<void> {
  const forgetAll = useForgetAll();
  const router = useRouter();
  const go = useNavigate();
  return async (next) => {
    const who = await accounts.who();
    const search = next === undefined ? {} : { next };
    if (who.kind === 'halfway') await go({ to: '/second-factor', search, replace: true });
    else if (who.kind === 'member' && who.needsFactor) await go({ to: '/account', search, replace: true });
    else router.history.replace(ownPath(next));
    await forgetAll();
  };
}
