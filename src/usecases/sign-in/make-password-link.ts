import { LINK_MINUTES } from '#domain/account/account.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { StoredAccount } from '#store/account/accounts.ts';
import type { Keeping } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { askedFor, linkAddress } from './link-address.ts';
import { record } from '#usecases/audit/record.ts';
import { told } from '#usecases/scope.ts';

type Means = Pick<Context, 'store' | 'newId' | 'newToken' | 'tokenHash' | 'now' | 'actor'>;

/**
 * A link with which somebody sets a new password, for whoever runs the server to hand over: bound to no browser, once,
 * for an hour. Every organisation of the account has it in its record. A second factor is asked for all the same.
 */
export async function makePasswordLink(
  means: Means,
  { email, origin }: { readonly email: string; readonly origin: string },
): Promise<Result<string, Refusal>> {
  const found = await means.store.read(async (tables) => {
    const account = await tables.accounts.byEmail(email);
    if (account === undefined) return undefined;
    const people = await tables.members.ofAccount(account.id);
    return { account, people, due: await tables.identityProviders.dueOf(account.id) };
  });
  if (found === undefined) return refuse(none(`There is no account with the address ${email}.`));
  if (!found.account.open) {
    const text = `The account ${email} may not sign in: it is disabled, or a member nowhere. An administrator can let it in again.`;
    return refuse(none(text));
  }
  if (found.due !== undefined) {
    const text = `${email} must sign in through ${found.due.name}, so a link would open nothing. An administrator can stop demanding it, on the page about signing in, or make ${email} an administrator too.`;
    return refuse(none(text));
  }
  const token = means.newToken();
  const put = putting(means, found.account, token);
  const done =
    found.people.length === 0
      ? // Invited, and a member nowhere yet: no organisation has a record of it.
        await means.store.keep(async (tables) => ok(await put(tables)))
      : await means.store.write(async (tables) => {
          await put(tables);
          for (const { organisation, person } of found.people) {
            record(means, tables, { organisation, action: 'password-link-made', id: person });
          }
          return ok(undefined);
        });
  return done.ok ? ok(linkAddress(origin, 'new-password', token)) : refuse(told(done.problem));
}

function none(text: string): Refusal {
  return { code: 'not-found', text };
}

function putting(
  means: Means,
  { id: account, email }: StoredAccount,
  token: string,
): (tables: Pick<Keeping, 'accountLinks'>) => Promise<void> {
  const link = {
    id: means.newId(),
    // Apart from mails that anybody may ask for: those do not end it.
    askedFor: askedFor(means, 'new-password', `${email} by the operator`),
    purpose: 'new-password',
    account,
    tokenHash: means.tokenHash(token),
    minutes: LINK_MINUTES.byOperator,
  } as const;
  return async ({ accountLinks }) => {
    await accountLinks.put(link);
  };
}
