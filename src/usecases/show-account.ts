import type { Account } from '#domain/account.ts';
import type { Membership, Viewer } from '#domain/viewer.ts';
import type { Context } from './context.ts';

/** Who asks, for the page: whether there are accounts at all, and if signed in, whose. */
export type Who =
  | Exclude<Viewer, { kind: 'member' | 'halfway' }>
  | {
      readonly kind: 'halfway';
      readonly email: string;
      readonly authenticator: boolean;
      readonly passkeys: boolean;
    }
  | {
      readonly kind: 'member';
      readonly account: Account;
      readonly memberships: readonly Membership[];
      readonly needsFactor: boolean;
    };

export async function showAccount(context: Context, viewer: Viewer): Promise<Who> {
  if (viewer.kind === 'halfway') return whoOwes(context, viewer.account);
  if (viewer.kind !== 'member') return viewer;
  const found = await context.store.read((tables) => tables.accounts.find(viewer.account));
  if (found === undefined) return { kind: 'nobody' };
  const { id, email, name } = found;
  return {
    kind: 'member',
    account: { id, email, name },
    memberships: viewer.memberships,
    needsFactor: viewer.needsFactor === true,
  };
}

/** The address, so that somebody sees which account asks; what was typed to come so far was its own. */
function whoOwes(context: Context, account: string): Promise<Who> {
  return context.store.read(async (tables): Promise<Who> => {
    const found = await tables.accounts.find(account);
    if (found === undefined) return { kind: 'nobody' };
    const app = await tables.factors.authenticator(account);
    const passkeys = await tables.passkeys.list(account);
    const authenticator = app?.confirmed === true;
    return { kind: 'halfway', email: found.email, authenticator, passkeys: passkeys.length > 0 };
  });
}
