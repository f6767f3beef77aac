/** The first time that somebody shows that an account's mailbox is theirs, by what was mailed there alone. */
import type { Dropped } from '#domain/account/account.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { StoredAccount } from '#store/account/accounts.ts';
import type { Keeping, Writing } from '#store/store.ts';
import type { FactorTables } from '#usecases/account/change-factors.ts';
import type { Context } from '#usecases/context.ts';
import { record } from '#usecases/audit/record.ts';
import type { ProvenLink } from './prove-link.ts';
import { told } from '#usecases/scope.ts';

type MailboxTables = FactorTables & Pick<Keeping, 'accountLinks'>;
type Place = { readonly organisation: string; readonly person: string };

/** What is stored of the password from now on, and what was dropped if it was the first time. */
export type MailboxShown = { readonly password: string | null; readonly dropped?: Dropped };

const AGAIN: Refusal = { code: 'busy', text: 'Others are doing the same just now. Try again in a moment.' };

/**
 * Drops whatever was set up before by whoever had not shown the mailbox: somebody else may have made the account in the
 * owner's name. Undefined when the mailbox was shown before.
 */
export async function confirmMailbox(
  tables: MailboxTables,
  { id, password }: StoredAccount,
): Promise<Dropped | undefined> {
  await tables.accounts.lock(id);
  if (!(await tables.accounts.confirm(id))) return undefined;
  const { recoveryCodes } = await tables.factors.show(id);
  const sessions = (await tables.accountSessions.list(id)).length;
  const authenticator = await tables.factors.removeAuthenticator(id);
  const passkeys = await tables.passkeys.removeAll(id);
  await tables.factors.setRecoveryCodes(id, []);
  await tables.accountSessions.endAll(id);
  await tables.accountLinks.endAll(id);
  await tables.factors.note(id, 'mailbox-shown', 'self');
  return { password: password !== null, authenticator, passkeys, recoveryCodes, sessions };
}

/** In the record of every organisation of the account. */
export function recordMailbox(context: Context, tables: Writing, places: readonly Place[]): void {
  for (const { organisation, person } of places) {
    const by = { kind: 'member', person } as const;
    record(context, tables, { organisation, action: 'mailbox-shown', id: person, by });
  }
}

/**
 * One transaction in which a link is used, with `confirm` for the moment when that is certain. A link that an operator
 * handed over shows no mailbox.
 */
export async function withMailbox<T>(
  context: Context,
  { account, mailed }: ProvenLink,
  work: (tables: MailboxTables, confirm: () => Promise<MailboxShown>) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  const { password } = account;
  const places = await context.store.read((tables) => tables.members.ofAccount(account.id));
  if (account.confirmed || !mailed) {
    const done = await context.store.keep((tables) => work(tables, () => Promise.resolve({ password })));
    return done.ok ? done : refuse(told(done.problem));
  }
  const first = async (tables: MailboxTables): Promise<Result<T, Refusal>> => {
    let late = false;
    const done = await work(tables, async () => {
      const dropped = await confirmMailbox(tables, account);
      late = dropped === undefined;
      return { password: null, ...(dropped !== undefined && { dropped }) };
    });
    // Shown by another mail meanwhile: what is stored now was not looked at.
    return late ? refuse(AGAIN) : done;
  };
  const done =
    places.length === 0
      ? await context.store.keep(first)
      : await context.store.write(async (tables) => {
          const shown = await first(tables);
          if (shown.ok) recordMailbox(context, tables, places);
          return shown;
        });
  return done.ok ? ok(done.value) : refuse(told(done.problem));
}
