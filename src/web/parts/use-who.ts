import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import type { Who } from '#contract/account.ts';
import { accounts } from '#web/api/accounts.ts';

/** Who is at this page. */
export function useWho(): UseQueryResult<Who> {
  return useQuery({ queryKey: ['who'], queryFn: accounts.who });
}

/** After signing in or out: nothing that somebody else was shown is shown again. */
export function useForgetAll(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: ['who'] });
    await client.resetQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'who' });
  };
}
