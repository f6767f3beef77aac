import { linkMail } from '#domain/account/account-mails.ts';
import { LINK_MINUTES, LINKS_ALIVE, type LinkPurpose } from '#domain/account/account.ts';
import { NOBODY } from '#domain/telling/mail.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { askedFor, linkAddress } from './link-address.ts';
import { postMail } from '#usecases/mail/post-mail.ts';
import { told } from '#usecases/scope.ts';
import { countTry } from './try-limits.ts';

export type LinkAsked = {
  /** Canonical. */
  readonly email: string;
  readonly purpose: LinkPurpose;
  /** Where this server is found; the link begins with it. */
  readonly origin: string;
  /** Where the request comes from. */
  readonly address: string;
  /** What the browser was given when it asked before. */
  readonly before: string | undefined;
};

/** For the cookie of the browser that asked, and never for an answer's body. */
export type Asking = { readonly secret: string };

const NO_MAIL: Refusal = {
  code: 'not-found',
  text: 'Second Round sends no mail here. Whoever runs it can make a link for you.',
};

const MANY: Refusal = {
  code: 'too-many-tries',
  text: `Several links for this address are on their way already. Use one of them, or ask again in ${LINK_MINUTES.byMail} minutes.`,
  seconds: LINK_MINUTES.byMail * 60,
};

/** What its letter is about: withdrawn with it, if it was not sent yet. */
function letterOf(link: string): string {
  return `link ${link}`;
}

/**
 * Sends a link and a code, if the address may come in. Where it may not, the same is counted, stored and laid into the
 * outbox, addressed to nobody: neither the answer nor its time tells whether there is such an account.
 */
export async function askForLink(
  context: Context,
  { email, purpose, origin, address, before }: LinkAsked,
): Promise<Result<Asking, Refusal>> {
  const { mail, newId, newToken, newCode, tokenHash, sealing } = context;
  if (mail === undefined) return refuse(NO_MAIL);
  const counted = await countTry(context, { address, email, asks: true });
  if (!counted.ok) return counted;
  const [id, letter, secret, token, code] = [newId(), newId(), newToken(), newToken(), newCode()];
  const link = linkAddress(origin, purpose, token);
  const done = await context.store.keep(async (tables): Promise<Result<Asking, Refusal>> => {
    const found = await tables.accounts.byEmail(email);
    const account = found?.open === true ? { account: found.id } : {};
    const asked = {
      id,
      askedFor: askedFor(context, purpose, email),
      ...(before !== undefined && { before: tokenHash(before) }),
      purpose,
      ...account,
      tokenHash: tokenHash(token),
      asking: { browserHash: tokenHash(secret), code: sealing.seal(code, `code ${id}`) },
      minutes: LINK_MINUTES.byMail,
    };
    const replaced = await tables.accountLinks.put(asked, LINKS_ALIVE);
    if (replaced === undefined) return refuse(MANY);
    for (const one of replaced) await tables.outbox.withdraw(letterOf(one));
    const to = found?.open === true ? email : NOBODY;
    await postMail(context, tables, {
      id: letter,
      about: letterOf(id),
      mail: linkMail({ to, purpose, link, code }),
      minutes: LINK_MINUTES.byMail,
    });
    return ok({ secret });
  });
  if (!done.ok) return refuse(told(done.problem));
  mail.wake();
  return done;
}
