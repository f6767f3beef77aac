/** The first time that a provider sends somebody: whom of the organisation it means, by a verified address. */
import type { StoredAccount } from '#store/account/accounts.ts';
import type { OpenInvitation } from '#store/account/invitations.ts';
import type { Writing } from '#store/store.ts';
import { canonicalEmail } from '#domain/account/email.ts';
import { speaksFor } from '#domain/account/provider.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { HAS_ACCOUNT, joinInvited } from '#usecases/organisation/accept-invitation.ts';
import { beginSession, type Browser } from './begin-session.ts';
import type { Context } from '#usecases/context.ts';
import { byProvider, type Came } from './provider-client.ts';
import { record } from '#usecases/audit/record.ts';
import { writing } from '#usecases/scope.ts';

/**
 * A member of this organisation alone is linked by the address; whoever is invited and has no account joins, with the
 * roles of the invitation. An account that is a member elsewhere too belongs to others as well: it links from its own page.
 */
export async function enterFirst(
  context: Context,
  came: Came,
  browser: Browser,
): Promise<Result<string, Refusal>> {
  const [id, secret, account] = [context.newId(), context.newToken(), context.newId()];
  return writing(context, came.organisation, async (tables) => {
    const { organisation, person } = came;
    await tables.members.lock(organisation);
    const email = await addressOf(tables, came);
    if (!email.ok) return email;
    const found = await tables.accounts.byEmail(email.value);
    // A provider says of mailboxes what it likes. Who comes in by it has no password until they set one.
    const made = { id: account, password: null, confirmed: false };
    const meant = await accountOf(context, tables, { organisation, email: email.value, found, made });
    if (!meant.ok) return meant;
    const linked = await tables.identities.link(organisation, meant.value.id, person);
    if (!linked) return refuse({ code: 'in-use', text: 'This identity is in use already.' });
    record(context, tables, { organisation, action: 'identity-linked', id: meant.value.person });
    const begun = await beginSession(context, tables, {
      ...byProvider(came),
      id,
      account: meant.value.id,
      password: meant.value.password,
      secret,
      browser,
    });
    return begun ? ok(secret) : refuse(AGAIN);
  });
}

/** The address that says who is meant, if the provider may say it. */
async function addressOf(tables: Writing, { organisation, person }: Came): Promise<Result<string, Refusal>> {
  const provider = await tables.identityProviders.find(organisation);
  const { name = '', domains = [] } = provider ?? {};
  const email = canonicalEmail(person.email ?? '');
  if (email === undefined) {
    const text = `${name} does not say that your e-mail address is verified, so we cannot know who you are here. If you are a member, sign in in another way and link ${name} under “My account”; else ask your administrator.`;
    return refuse({ code: 'provider', text });
  }
  if (speaksFor(domains, email)) return ok(email);
  const text = `${name} speaks here for addresses of ${domains.join(', ')} only, and yours is ${email}. Ask your administrator.`;
  return refuse({ code: 'provider', text });
}

const AGAIN: Refusal = { code: 'busy', text: 'Try again in a moment.' };

type Meant = Pick<StoredAccount, 'id' | 'password'> & { readonly person: string };
type Asked = {
  readonly organisation: string;
  readonly email: string;
  readonly found: StoredAccount | undefined;
  /** For whoever has none. */
  readonly made: Pick<StoredAccount, 'id' | 'password' | 'confirmed'>;
};

async function accountOf(
  context: Context,
  tables: Writing,
  { organisation, email, found, made }: Asked,
): Promise<Result<Meant, Refusal>> {
  const place = await placeOf(tables, { organisation, email, account: found?.id });
  if (place === undefined) return refuse(notInvited(email));
  const memberships = found === undefined ? [] : await tables.members.ofAccount(found.id);
  if (memberships.some((one) => one.organisation !== organisation)) return refuse(linkFirst(email));
  const { person, invitation } = place;
  // Whoever was invited to this address before may know its password: its owner joins, and shows theirs.
  if (found !== undefined && invitation !== undefined) return refuse(HAS_ACCOUNT);
  const account = found ?? { ...made, email, name: place.name };
  // Another organisation may have made it at the same time.
  if (found === undefined && !(await tables.accounts.insert(account))) return refuse(AGAIN);
  const meant = { id: account.id, password: account.password, person };
  if (invitation === undefined) return ok(meant);
  await tables.invitations.use(invitation.tokenHash);
  const joined = await joinInvited(context, tables, { ...invitation, account: account.id });
  return joined.ok ? ok(meant) : joined;
}

type Place = { readonly person: string; readonly name: string; readonly invitation?: OpenInvitation };

/** Who of the organisation it is: a member who may come in, or somebody invited. */
async function placeOf(
  tables: Writing,
  {
    organisation,
    email,
    account,
  }: { readonly organisation: string; readonly email: string; readonly account: string | undefined },
): Promise<Place | undefined> {
  const member = (await tables.members.list(organisation)).find((one) => one.account === account);
  if (member !== undefined) return member.disabled ? undefined : member;
  const invitation = await tables.invitations.byEmail(organisation, email);
  return invitation === undefined ? undefined : { ...invitation, invitation };
}

function linkFirst(email: string): Refusal {
  const text = `${email} belongs to somebody who is a member of other organisations here too. Sign in in another way first, and link this provider under “My account”.`;
  return { code: 'provider', text };
}

export function notInvited(email: string): Refusal {
  const text = `${email} is no member here, and is not invited. Ask your administrator for an invitation to that address.`;
  return { code: 'provider', text };
}
