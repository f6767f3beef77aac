import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { ownPath } from '#domain/own-path.ts';
import { accounts } from '#web/api-accounts.ts';
import { useForgetAll } from '#web/parts/use-who.ts';

/** Where somebody goes who has shown a factor: to the second one, to set one up, or to where they wanted to be. */
export function useCameIn(next: string | undefined): () => Promise<void> {
  const client = useQueryClient();
  const forgetAll = useForgetAll();
  const router = useRouter();
  const go = useNavigate();
  const search = next === undefined ? {} : { next };
  return async () => {
    const who = await client.fetchQuery({ queryKey: ['who'], queryFn: accounts.who, staleTime: 0 });
    if (who.kind === 'halfway') await go({ to: '/second-factor', search, replace: true });
    else if (who.kind === 'member' && who.needsFactor) await go({ to: '/account', search, replace: true });
    else router.history.replace(ownPath(next));
    await forgetAll();
  };
}
