/** By which providers an account is known. */
import type { ProviderPerson } from '#domain/account/provider.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Membership } from '#domain/policy/viewer.ts';
import type { LinkedIdentity } from '#store/account/identities.ts';
import type { Context } from '#usecases/context.ts';
import type { OfferedProvider } from '#usecases/sign-in/offered-provider.ts';
import { record } from '#usecases/audit/record.ts';
import { writing } from '#usecases/scope.ts';

export type IdentitiesShown = {
  readonly linked: readonly LinkedIdentity[];
  /** Providers of own organisations that are not linked yet. */
  readonly offered: readonly OfferedProvider[];
};

export function listIdentities(
  context: Context,
  { account, memberships }: { readonly account: string; readonly memberships: readonly Membership[] },
): Promise<IdentitiesShown> {
  return context.store.read(async (tables) => {
    const own = memberships.map(({ organisation }) => organisation);
    const all = await tables.identities.ofAccount(account);
    // Whoever came by the provider of one organisation is shown nothing of another.
    const linked = all.filter(({ organisation }) => own.includes(organisation));
    const offered: OfferedProvider[] = [];
    for (const organisation of own) {
      const provider = await tables.identityProviders.find(organisation);
      if (provider !== undefined && !linked.some((one) => one.organisation === organisation)) {
        offered.push({ organisation, name: provider.name });
      }
    }
    return { linked, offered };
  });
}

/** Who is signed in says themselves that this is who they are at the provider; an address is not asked for. */
export function linkIdentity(
  context: Context,
  {
    organisation,
    account,
    person,
  }: { readonly organisation: string; readonly account: string; readonly person: ProviderPerson },
): Promise<Result<null, Refusal>> {
  return writing(context, organisation, async (tables) => {
    await tables.members.lock(organisation);
    const member = (await tables.members.list(organisation)).find((one) => one.account === account);
    if (member === undefined || member.disabled) return refuse(notFound('organisation'));
    if (!(await tables.identities.link(organisation, account, person))) {
      const text = 'Whoever you are at this provider is linked to another account here already.';
      return refuse({ code: 'in-use', text });
    }
    record(context, tables, { organisation, action: 'identity-linked', id: member.person });
    return ok(null);
  });
}

/** Ends the sessions that came in by it, but the one that asks. */
export function unlinkIdentity(
  context: Context,
  account: string,
  { organisation, secret }: { readonly organisation: string; readonly secret: string | undefined },
): Promise<Result<null, Refusal>> {
  return writing(context, organisation, async (tables) => {
    if (!(await tables.identities.unlink(organisation, account))) return refuse(notFound('link'));
    await tables.accountSessions.endOfProvider(account, organisation, context.tokenHash(secret ?? ''));
    const own = (await tables.members.ofAccount(account)).find((one) => one.organisation === organisation);
    const id = own?.person ?? organisation;
    record(context, tables, { organisation, action: 'identity-unlinked', id });
    return ok(null);
  });
}
