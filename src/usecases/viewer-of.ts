import { rolesThatCount } from '#domain/policy/roles-that-count.ts';
import type { Viewer } from '#domain/policy/viewer.ts';
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
  const { account, secondFactor } = visit;
  if (account !== null) {
    if (visit.owes) return { kind: 'halfway', account };
    const { memberships, needsFactor } = rolesThatCount(visit.memberships, { servesOthers, secondFactor });
    return {
      kind: 'member',
      account,
      memberships,
      ...(needsFactor && { needsFactor }),
      ...(visit.byProvider && { byProvider: true }),
    };
  }
  if (servesOthers) return { kind: 'outsider', accounts: visit.accounts };
  return visit.accounts ? { kind: 'nobody' } : { kind: 'computer' };
}
