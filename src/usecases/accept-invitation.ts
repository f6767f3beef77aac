import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { OpenInvitation } from '#store/invitations.ts';
import type { Writing } from '#store/store.ts';
import { beginSession, type Begun, type Browser } from './begin-session.ts';
import type { Context } from './context.ts';
import { invitationLetter } from './invite-member.ts';
import { newPassword } from './new-password.ts';
import { PROVE_IT } from './prove-it.ts';
import { record } from './record.ts';
import { renamePeople } from './rename-people.ts';
import { told } from './scope.ts';
import { NO_INVITATION } from './show-invitation.ts';
import { useProvider } from './use-provider.ts';
import { countTry, forgiveTry } from './try-limits.ts';

export type Acceptance = { readonly token: string; readonly name: string; readonly password: string };
export type Joined = { readonly organisation: string };

export const HAS_ACCOUNT: Refusal = {
  code: 'in-use',
  text: 'This address has an account already. Sign in with it, then join.',
};

/** Makes the account of somebody who has none, with the address and the roles of the invitation. */
export async function acceptInvitation(
  context: Context,
  { token, name, password }: Acceptance,
  browser: Browser,
): Promise<Result<Begun & Joined, Refusal>> {
  const counted = await countTry(context, browser);
  if (!counted.ok) return counted;
  const tokenHash = context.tokenHash(token);
  const seen = await context.store.read(async (tables) => {
    const invitation = await tables.invitations.byToken(tokenHash);
    if (invitation === undefined) return refuse(NO_INVITATION);
    if ((await tables.accounts.byEmail(invitation.email)) !== undefined) return refuse(HAS_ACCOUNT);
    const { organisation, roles } = invitation;
    const provider = await tables.identityProviders.find(organisation);
    const due = provider?.required === true && !roles.includes('administrator');
    return due ? refuse(useProvider({ organisation, name: provider.name })) : ok(invitation);
  });
  if (!seen.ok) return seen;
  const stored = await newPassword(context, seen.value.email, password);
  if (!stored.ok) return stored;
  const [account, session, secret] = [context.newId(), context.newId(), context.newToken()];
  const done = await context.store.write(async (tables): Promise<Result<Begun & Joined, Refusal>> => {
    const invitation = await tables.invitations.use(tokenHash);
    if (invitation === undefined) return refuse(NO_INVITATION);
    const { email, organisation } = invitation;
    const made = await tables.accounts.insert({ id: account, email, name, password: stored.value });
    if (!made) return refuse(HAS_ACCOUNT);
    const joined = await joinInvited(context, tables, { ...invitation, account });
    if (!joined.ok) return joined;
    const renamed = await renamePeople(context, tables, { people: [invitation], name });
    if (!renamed.ok) return renamed;
    await beginSession(context, tables, {
      id: session,
      account,
      password: stored.value,
      secret,
      browser,
      way: 'password',
    });
    return ok({ secret, organisation });
  });
  if (!done.ok) return refuse(told(done.problem));
  await forgiveTry(context, browser);
  return done;
}

/**
 * Joins with the account that is signed in, which must be that of the invited address. A mailed link alone does not
 * do: whoever was invited to that address before may have followed the invitation in the owner's place, with a password
 * of their own, and would come in with it here too.
 */
export async function joinByInvitation(
  context: Context,
  { token, account }: { readonly token: string; readonly account: string },
  browser: Browser,
): Promise<Result<Joined, Refusal>> {
  const counted = await countTry(context, browser);
  if (!counted.ok) return counted;
  const here = context.tokenHash(browser.secret ?? '');
  const done = await context.store.write(async (tables): Promise<Result<Joined, Refusal>> => {
    if (await tables.accountSessions.isByMailAlone(here)) return refuse(PROVE_IT);
    const invitation = await tables.invitations.use(context.tokenHash(token));
    if (invitation === undefined) return refuse(NO_INVITATION);
    const own = await tables.accounts.find(account);
    if (own?.email !== invitation.email) {
      const text = `This invitation is for ${invitation.email}. Sign in with that address, then open the link again.`;
      return refuse({ code: 'in-use', text });
    }
    return joinInvited(context, tables, { ...invitation, account });
  });
  if (!done.ok) return refuse(told(done.problem));
  await forgiveTry(context, browser);
  return done;
}

/** Makes the account a member, with the roles of the invitation. */
export async function joinInvited(
  context: Context,
  tables: Writing,
  { organisation, person, roles, account }: OpenInvitation & { readonly account: string },
): Promise<Result<Joined, Refusal>> {
  const member = await tables.members.insert(organisation, { person, account, roles });
  if (!member) return refuse({ code: 'in-use', text: 'You are a member there already.' });
  await tables.outbox.withdraw(invitationLetter(organisation, person));
  record(context, tables, { organisation, action: 'member-joined', id: person });
  return ok({ organisation });
}
