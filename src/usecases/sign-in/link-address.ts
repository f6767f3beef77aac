import type { LinkPurpose } from '#domain/account/account.ts';
import type { Context } from '#usecases/context.ts';

/** The page at which a link of that purpose is used. The token stands after #, which browsers send to no server. */
const PAGES: Readonly<Record<LinkPurpose, string>> = {
  'sign-in': '/sign-in/link',
  'new-password': '/new-password/link',
};

export function linkAddress(origin: string, purpose: LinkPurpose, token: string): string {
  return `${origin}${PAGES[purpose]}#${token}`;
}

/** What a link was asked for: an address and a purpose. */
export function askedFor(
  { tokenHash }: Pick<Context, 'tokenHash'>,
  purpose: LinkPurpose,
  email: string,
): string {
  return tokenHash(`${purpose} ${email}`);
}
