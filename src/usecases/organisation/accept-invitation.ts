import type { Dropped } from '#domain/account/account.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { OpenInvitation } from '#store/account/invitations.ts';
import type { Reading, Writing } from '#store/store.ts';
import { beginSession, type Browser } from '#usecases/sign-in/begin-session.ts';
import { confirmMailbox, recordMailbox } from '#usecases/sign-in/confirm-mailbox.ts';
import type { Context } from '#usecases/context.ts';
import { invitationLetter } from './invite-member.ts';
import { newPassword } from '#usecases/sign-in/new-password.ts';
import { record } from '#usecases/audit/record.ts';
import { renamePeople } from '#usecases/account/rename-people.ts';
import { told } from '#usecases/scope.ts';
import { mayTakeOver, NO_INVITATION } from './show-invitation.ts';
import type { ByMail } from '#usecases/sign-in/sign-in-by-link.ts';
import { useProvider } from '#usecases/sign-in/use-provider.ts';
import { countTry, forgiveTry } from '#usecases/sign-in/try-limits.ts';

export type Acceptance = { readonly token: string; readonly name: string; readonly password: string };
export type Joined = { readonly organisation: string };

export const HAS_ACCOUNT: Refusal = {
  code: 'in-use',
  text: 'This address has an account already. Sign in with it, then join.',
};

/**
 * Makes the account of somebody who has none, with the address and the roles of the invitation. By the link that was
 * mailed, an account becomes theirs that somebody else has made in their name: whatever was set up there is dropped.
 */
export async function acceptInvitation(
  context: Context,
  { token, name, password }: Acceptance,
  browser: Browser,
): Promise<Result<ByMail & Joined, Refusal>> {
  const counted = await countTry(context, browser);
  if (!counted.ok) return counted;
  const tokenHash = context.tokenHash(token);
  const seen = await context.store.read((tables) => acceptable(tables, tokenHash));
  if (!seen.ok) return seen;
  const stored = await newPassword(context, seen.value.email, password);
  if (!stored.ok) return stored;
  const [id, session, secret] = [context.newId(), context.newId(), context.newToken()];
  const done = await context.store.write(async (tables): Promise<Result<ByMail & Joined, Refusal>> => {
    const invitation = await tables.invitations.use(tokenHash);
    if (invitation === undefined) return refuse(NO_INVITATION);
    const own = await ownAccount(context, tables, { id, invitation, name, password: stored.value });
    if (!own.ok) return own;
    const { account, ...first } = own.value;
    const joined = await joinInvited(context, tables, { ...invitation, account });
    if (!joined.ok) return joined;
    const renamed = await renamePeople(context, tables, { people: [invitation], name });
    if (!renamed.ok) return renamed;
    const begun = { id: session, account, password: stored.value, secret, browser, way: 'password' } as const;
    await beginSession(context, tables, begun);
    return ok({ secret, organisation: invitation.organisation, ...first });
  });
  if (!done.ok) return refuse(told(done.problem));
  await forgiveTry(context, browser);
  return done;
}

/** Before the costly part; what counts is that the invitation is taken away afterwards. */
async function acceptable(tables: Reading, tokenHash: string): Promise<Result<OpenInvitation, Refusal>> {
  const invitation = await tables.invitations.byToken(tokenHash);
  if (invitation === undefined) return refuse(NO_INVITATION);
  const { organisation, roles, email, mailed } = invitation;
  const found = await tables.accounts.byEmail(email);
  if (found !== undefined && !mayTakeOver(found, mailed)) return refuse(HAS_ACCOUNT);
  const elsewhere = found === undefined ? [] : await tables.members.ofAccount(found.id);
  const provider = await tables.identityProviders.find(organisation);
  const due = provider?.required === true && !roles.includes('administrator') && elsewhere.length === 0;
  return due ? refuse(useProvider({ organisation, name: provider.name })) : ok(invitation);
}

type Owner = {
  readonly id: string;
  readonly invitation: OpenInvitation;
  readonly name: string;
  readonly password: string;
};

/** A new one, or the one that somebody else has made for the address. */
async function ownAccount(
  context: Context,
  tables: Writing,
  { id, invitation, name, password }: Owner,
): Promise<Result<{ readonly account: string; readonly dropped?: Dropped }, Refusal>> {
  const { email, mailed } = invitation;
  if (await tables.accounts.insert({ id, email, name, password, confirmed: mailed }))
    return ok({ account: id });
  const found = await tables.accounts.byEmail(email);
  const dropped =
    found !== undefined && mayTakeOver(found, mailed) ? await confirmMailbox(tables, found) : undefined;
  if (found === undefined || dropped === undefined) return refuse(HAS_ACCOUNT);
  recordMailbox(context, tables, await tables.members.ofAccount(found.id));
  await tables.accounts.setPassword(found.id, null, password);
  await tables.accounts.rename(found.id, name);
  return ok({ account: found.id, dropped });
}

/** Joins with the account that is signed in, which must be that of the invited address. */
export async function joinByInvitation(
  context: Context,
  { token, account }: { readonly token: string; readonly account: string },
  browser: Browser,
): Promise<Result<Joined, Refusal>> {
  const counted = await countTry(context, browser);
  if (!counted.ok) return counted;
  const done = await context.store.write(async (tables): Promise<Result<Joined, Refusal>> => {
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
