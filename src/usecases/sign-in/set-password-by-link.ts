import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { beginSession, type Browser } from './begin-session.ts';
import { withMailbox } from './confirm-mailbox.ts';
import type { Context } from '#usecases/context.ts';
import { newPassword } from './new-password.ts';
import { LINK_GONE, proveLink, type LinkShown, type ProvenLink } from './prove-link.ts';
import { told } from '#usecases/scope.ts';
import type { ByMail } from './sign-in-by-link.ts';
import { countTry, forgiveTry } from './try-limits.ts';

export type PasswordByLink = Omit<LinkShown, 'purpose'> & { readonly password: string };

/**
 * A new password for somebody who has forgotten theirs. All sessions and links of the account end; this browser gets a
 * session. A password that is refused leaves the link as it is.
 */
export async function setPasswordByLink(
  context: Context,
  { password, ...shown }: PasswordByLink,
  browser: Browser,
): Promise<Result<ByMail, Refusal>> {
  const counted = await countTry(context, browser);
  if (!counted.ok) return counted;
  const proven = await context.store.keep(async (tables) =>
    // Kept all the same: a wrong code was counted.
    ok(await proveLink(context, tables, { ...shown, purpose: 'new-password' })),
  );
  if (!proven.ok) return refuse(told(proven.problem));
  if (!proven.value.ok) return proven.value;
  const stored = await newPassword(context, proven.value.value.account.email, password);
  if (!stored.ok) return stored;
  const done = await replaced(context, proven.value.value, { password: stored.value, browser });
  if (!done.ok) return done;
  await forgiveTry(context, { ...browser, email: proven.value.value.account.email });
  return done;
}

async function replaced(
  context: Context,
  link: ProvenLink,
  { password, browser }: { readonly password: string; readonly browser: Browser },
): Promise<Result<ByMail, Refusal>> {
  const [id, secret] = [context.newId(), context.newToken()];
  const account = link.account.id;
  return withMailbox(context, link, async (tables, confirm): Promise<Result<ByMail, Refusal>> => {
    if (!(await tables.accountLinks.use(link.id))) return refuse(LINK_GONE);
    const { password: before, ...first } = await confirm();
    if (!(await tables.accounts.setPassword(account, before, password))) return refuse(LINK_GONE);
    await tables.accountSessions.endAll(account);
    await tables.accountLinks.endAll(account);
    await beginSession(context, tables, { id, account, password, secret, browser, way: 'mail-link' });
    return ok({ secret, ...first });
  });
}
