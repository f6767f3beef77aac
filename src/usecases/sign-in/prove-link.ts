import type { LinkPurpose } from '#domain/account/account.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { StoredLink } from '#store/account/account-links.ts';
import type { StoredAccount } from '#store/account/accounts.ts';
import type { Keeping } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { useProvider } from './use-provider.ts';

/** What somebody shows who was sent a link: its token, or the code of the mail. */
export type Proof = { readonly token: string } | { readonly code: string };

export type LinkShown = {
  readonly proof: Proof;
  readonly purpose: LinkPurpose;
  /** What the browser was given when it asked for the mail. */
  readonly asked: string | undefined;
};

/** A link that is right, and whose account may come in. It is used when it is taken away. */
export type ProvenLink = {
  readonly id: string;
  readonly account: StoredAccount;
  /** Whoever shows it has read what was mailed to the account's address. */
  readonly mailed: boolean;
};

export const LINK_GONE: Refusal = {
  code: 'not-found',
  text: 'This link opens nothing any more: it was used, a newer one took its place, or its time is over. Ask for a new one.',
};
const ELSEWHERE: Refusal = {
  code: 'in-use',
  text: 'This link was asked for in another browser. Type the code of the mail there, or ask for a link here.',
};
const WRONG_CODE: Refusal = {
  code: 'wrong-password',
  text: 'This is not the code of the newest mail, or its time is over. After five wrong ones, ask for a new mail.',
};

/**
 * Whether what is shown opens an account. Wrong codes are counted in the transaction, so the caller must let it stand.
 */
export async function proveLink(
  context: Context,
  tables: Pick<Keeping, 'accounts' | 'accountLinks' | 'identityProviders'>,
  { proof, purpose, asked }: LinkShown,
): Promise<Result<ProvenLink, Refusal>> {
  const here = browserHashOf(context, asked);
  if ('token' in proof) {
    const link = await tables.accountLinks.byToken(context.tokenHash(proof.token));
    if (link === undefined || link.purpose !== purpose) return refuse(LINK_GONE);
    if (!isHere(link, here)) return refuse(ELSEWHERE);
    const account = await openedBy(tables, link);
    const mailed = link.browserHash !== null;
    return account === undefined ? refuse(LINK_GONE) : unlessDue(tables, { id: link.id, account, mailed });
  }
  const link = await tables.accountLinks.tryCode(here, purpose);
  if (link === undefined || context.sealing.unseal(link.code, `code ${link.id}`) !== proof.code)
    return refuse(WRONG_CODE);
  const account = await openedBy(tables, link);
  if (account === undefined) return refuse(WRONG_CODE);
  await tables.accountLinks.wasRight(link.id);
  return unlessDue(tables, { id: link.id, account, mailed: true });
}

/** Whoever must come in by their organisation's provider is told so. */
async function unlessDue(
  { identityProviders }: Pick<Keeping, 'identityProviders'>,
  proven: ProvenLink,
): Promise<Result<ProvenLink, Refusal>> {
  const due = await identityProviders.dueOf(proven.account.id);
  return due === undefined ? ok(proven) : refuse(useProvider(due));
}

/** What would be stored of the browser; of one that asked for nothing, what is stored of none. */
export function browserHashOf({ tokenHash }: Pick<Context, 'tokenHash'>, asked: string | undefined): string {
  return tokenHash(asked ?? '');
}

/** A link that an operator made is bound to no browser. */
export function isHere({ browserHash }: StoredLink, here: string): boolean {
  return browserHash === null || browserHash === here;
}

/** The account, if it may come in today. */
export async function openedBy(
  { accounts }: Pick<Keeping, 'accounts'>,
  { account }: StoredLink,
): Promise<StoredAccount | undefined> {
  const found = account === null ? undefined : await accounts.find(account);
  return found?.open === true ? found : undefined;
}
