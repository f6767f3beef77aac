import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { beginSession, type Begun, type Browser } from './begin-session.ts';
import type { Context } from './context.ts';
import { LINK_GONE, proveLink, type LinkShown } from './prove-link.ts';
import { told } from './scope.ts';
import { countTry, forgiveTry } from './try-limits.ts';

/** By the link of a mail, or its code. Of several who show the same at the same time one comes in. */
export async function signInByLink(
  context: Context,
  shown: Omit<LinkShown, 'purpose'>,
  browser: Browser,
): Promise<Result<Begun, Refusal>> {
  const counted = await countTry(context, browser);
  if (!counted.ok) return counted;
  const [id, secret] = [context.newId(), context.newToken()];
  const done = await context.store.keep(async (tables): Promise<Result<Result<Begun, Refusal>, never>> => {
    const proven = await proveLink(context, tables, { ...shown, purpose: 'sign-in' });
    // Kept all the same: a wrong code was counted.
    if (!proven.ok) return ok(proven);
    const { account, id: link } = proven.value;
    if (!(await tables.accountLinks.use(link))) return ok(refuse(LINK_GONE));
    const begun = await beginSession(context, tables, {
      id,
      account: account.id,
      password: account.password,
      secret,
      browser,
      way: 'mail-link',
    });
    return ok(begun ? ok({ secret }) : refuse(LINK_GONE));
  });
  if (!done.ok) return refuse(told(done.problem));
  if (done.value.ok) await forgiveTry(context, browser);
  return done.value;
}
