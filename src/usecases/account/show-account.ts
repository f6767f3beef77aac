import type { Account } from '#domain/account/account.ts';
import type { Membership, Viewer } from '#domain/policy/viewer.ts';
import type { Reading } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';

/** Which factors of an account somebody may be asked for. */
type OwnFactors = { readonly authenticator: boolean; readonly passkeys: boolean };

/** Who asks, for the page: whether there are accounts at all, and if signed in, whose. */
export type Who =
  | Exclude<Viewer, { kind: 'member' | 'halfway' }>
  | ({ readonly kind: 'halfway'; readonly email: string } & OwnFactors)
  | {
      readonly kind: 'member';
      readonly account: Account;
      readonly memberships: readonly Membership[];
      readonly needsFactor: boolean;
      /** With what they may show that the account is theirs, who came by a provider alone. */
      readonly byProvider?: OwnFactors;
    };

export async function showAccount(context: Context, viewer: Viewer): Promise<Who> {
  if (viewer.kind === 'halfway') return whoOwes(context, viewer.account);
  if (viewer.kind !== 'member') return viewer;
  const known = await context.store.read(async (tables) => {
    const found = await tables.accounts.find(viewer.account);
    return found && { found, own: await ownFactors(tables, viewer.account) };
  });
  if (known === undefined) return { kind: 'nobody' };
  const { id, email, name } = known.found;
  return {
    kind: 'member',
    account: { id, email, name },
    memberships: viewer.memberships,
    needsFactor: viewer.needsFactor === true,
    ...(viewer.byProvider === true && { byProvider: known.own }),
  };
}

/** The address, so that somebody sees which account asks; what was typed to come so far was its own. */
function whoOwes(context: Context, account: string): Promise<Who> {
  return context.store.read(async (tables): Promise<Who> => {
    const found = await tables.accounts.find(account);
    if (found === undefined) return { kind: 'nobody' };
    return { kind: 'halfway', email: found.email, ...(await ownFactors(tables, account)) };
  });
}

async function ownFactors(
  { factors, passkeys }: Pick<Reading, 'factors' | 'passkeys'>,
  account: string,
): Promise<OwnFactors> {
  const app = await factors.authenticator(account);
  return { authenticator: app?.confirmed === true, passkeys: (await passkeys.list(account)).length > 0 };
}
