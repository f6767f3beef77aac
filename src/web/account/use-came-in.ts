import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { ownPath } from '#domain/account/own-path.ts';
import { accounts } from '#web/api/accounts.ts';
import { useForgetAll } from '#web/parts/use-who.ts';

/**
 * Where somebody goes who has shown a factor: to the second one, to set one up, or to where they wanted to be. Nothing
 * that was shown before is shown again.
 */
export function useCameIn(): (next?: string) => Promise<void> {
  const forgetAll = useForgetAll();
  const router = useRouter();
  const client = useQueryClient();
  const go = useNavigate();
  return async (next) => {
    const who = await accounts.who();
    // First known to be in: scenes lead those who are not back to the door.
    client.setQueryData(['who'], who);
    const search = next === undefined ? {} : { next };
    if (who.kind === 'halfway') await go({ to: '/second-factor', search, replace: true });
    else if (who.kind === 'member' && who.needsFactor) await go({ to: '/account', search, replace: true });
    else router.history.replace(ownPath(next));
    await forgetAll();
  };
}
