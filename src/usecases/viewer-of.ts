import type { Viewer } from '#domain/viewer.ts';
import type { Context } from './context.ts';

/**
 * Who asks. Identity comes from the row of the session alone, and what somebody is in an organisation from today's
 * membership: whatever is taken away is gone with the next request.
 */
export async function viewerOf(
  { store, tokenHash, servesOthers }: Pick<Context, 'store' | 'tokenHash' | 'servesOthers'>,
  secret: string | undefined,
): Promise<Viewer> {
  const visit = await store.visit(secret === undefined ? undefined : tokenHash(secret));
  const { account, memberships } = visit;
  if (account !== undefined) {
    return visit.owes ? { kind: 'halfway', account } : { kind: 'member', account, memberships };
  }
  if (servesOthers) return { kind: 'outsider', accounts: visit.accounts };
  return visit.accounts ? { kind: 'nobody' } : { kind: 'computer' };
}
