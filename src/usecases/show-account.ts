import type { Account } from '#domain/account.ts';
import type { Membership, Viewer } from '#domain/viewer.ts';
import type { Context } from './context.ts';

/** Who asks, for the page: whether there are accounts at all, and if signed in, whose. */
export type Who =
  | { readonly kind: 'computer' | 'nobody' | 'halfway' }
  | { readonly kind: 'outsider'; readonly accounts: boolean }
  | { readonly kind: 'member'; readonly account: Account; readonly memberships: readonly Membership[] };

export async function showAccount(context: Context, viewer: Viewer): Promise<Who> {
  if (viewer.kind === 'halfway') return { kind: 'halfway' };
  if (viewer.kind !== 'member') return viewer;
  const found = await context.store.read((tables) => tables.accounts.find(viewer.account));
  if (found === undefined) return { kind: 'nobody' };
  const { id, email, name } = found;
  return { kind: 'member', account: { id, email, name }, memberships: viewer.memberships };
}
