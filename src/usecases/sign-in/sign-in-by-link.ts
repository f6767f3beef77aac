import type { Dropped } from '#domain/account/account.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { beginSession, type Begun, type Browser } from './begin-session.ts';
import { withMailbox } from './confirm-mailbox.ts';
import type { Context } from '#usecases/context.ts';
import { LINK_GONE, proveLink, type LinkShown } from './prove-link.ts';
import { told } from '#usecases/scope.ts';
import { countTry, forgiveTry } from './try-limits.ts';

/** `dropped`: the mailbox was shown for the first time, and so much was set up by whoever had not shown it. */
export type ByMail = Begun & { readonly dropped?: Dropped };

/** By the link of a mail, or its code. Of several who show the same at the same time one comes in. */
export async function signInByLink(
  context: Context,
  shown: Omit<LinkShown, 'purpose'>,
  browser: Browser,
): Promise<Result<ByMail, Refusal>> {
  const counted = await countTry(context, browser);
  if (!counted.ok) return counted;
  const proven = await context.store.keep(async (tables) =>
    // Kept all the same: a wrong code was counted.
    ok(await proveLink(context, tables, { ...shown, purpose: 'sign-in' })),
  );
  if (!proven.ok) return refuse(told(proven.problem));
  if (!proven.value.ok) return proven.value;
  const link = proven.value.value;
  const [id, secret] = [context.newId(), context.newToken()];
  const account = link.account.id;
  const done = await withMailbox(context, link, async (tables, confirm): Promise<Result<ByMail, Refusal>> => {
    if (!(await tables.accountLinks.use(link.id))) return refuse(LINK_GONE);
    const { password, ...first } = await confirm();
    const way = 'mail-link';
    const begun = await beginSession(context, tables, { id, account, password, secret, browser, way });
    return begun ? ok({ secret, ...first }) : refuse(LINK_GONE);
  });
  if (done.ok) await forgiveTry(context, browser);
  return done;
}
