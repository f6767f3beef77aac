import type { LinkView } from '#domain/account/account.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { browserHashOf, isHere, LINK_GONE, openedBy, type LinkShown } from './prove-link.ts';
import { told } from '#usecases/scope.ts';
import { countTry, forgiveTry } from './try-limits.ts';

/** What a link is for, to whoever holds it. Changes nothing but the count of tries. */
export async function showLink(
  context: Context,
  { token, asked, address }: Pick<LinkShown, 'asked'> & { readonly token: string; readonly address: string },
): Promise<Result<LinkView, Refusal>> {
  const counted = await countTry(context, { address });
  if (!counted.ok) return counted;
  const shown = await context.store.keep(async (tables): Promise<Result<LinkView, Refusal>> => {
    const link = await tables.accountLinks.byToken(context.tokenHash(token));
    if (link === undefined) return refuse(LINK_GONE);
    const account = await openedBy(tables, link);
    if (account === undefined) return refuse(LINK_GONE);
    const here = isHere(link, browserHashOf(context, asked));
    return ok({ purpose: link.purpose, email: account.email, here });
  });
  if (!shown.ok) return refuse(told(shown.problem));
  await forgiveTry(context, { address });
  return shown;
}
