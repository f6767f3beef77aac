import { redirectOf, type ProviderSettings } from '#domain/account/provider.ts';
import { changedMeanwhile, faulty, notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Client } from '#providers/provider.ts';
import type { StoredProvider } from '#store/account/identity-providers.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { refused } from '#usecases/sign-in/provider-client.ts';
import { record } from '#usecases/audit/record.ts';
import { reading, writing } from '#usecases/scope.ts';

/** `clientSecret`: undefined keeps the one that is stored, null is none. `version` is 0 where there is no provider yet. */
export type ProviderChange = ProviderSettings & {
  readonly clientSecret?: string | null;
  readonly version: number;
};

type Where = { readonly organisation: string; readonly origin: string };

/** Tries the provider first: what does not work is not saved. */
export async function saveProvider(
  context: Context,
  { organisation, origin }: Where,
  change: ProviderChange,
): Promise<Result<null, Refusal>> {
  const before = await reading(context, organisation, async (tables, { sample }) => {
    if (sample) return refuse(NO_SAMPLE);
    return ok(await tables.identityProviders.find(organisation));
  });
  if (!before.ok) return before;
  const secret = secretOf(context, before.value, { ...change, organisation });
  if (!secret.ok) return secret;
  const client: Client = {
    issuer: change.issuer,
    clientId: change.clientId,
    ...(secret.value !== null && { clientSecret: secret.value }),
  };
  const checked = await context.providers.check(client, redirectOf(origin, organisation));
  if (!checked.ok) return refuse(refused(checked.problem));
  const sealed =
    secret.value === null ? null : context.sealing.seal(secret.value, `client-secret ${organisation}`);
  const { clientSecret: _given, ...settings } = change;
  const to = { ...settings, clientSecret: sealed, version: change.version + 1 };
  return writing(context, organisation, (tables) => put(context, tables, { organisation, to }));
}

const NO_SAMPLE: Refusal = {
  code: 'in-use',
  text: 'The sample is open to everybody and has no members who sign in.',
};

/** What is kept goes to no other issuer than the one that it was given for. */
function secretOf(
  context: Context,
  before: StoredProvider | undefined,
  { clientSecret: given, issuer, organisation }: ProviderChange & Pick<Where, 'organisation'>,
): Result<string | null, Refusal> {
  if (given !== undefined) return ok(given);
  if (before === undefined || before.clientSecret === null) return ok(null);
  const kept =
    before.issuer === issuer
      ? context.sealing.unseal(before.clientSecret, `client-secret ${organisation}`)
      : undefined;
  if (kept !== undefined) return ok(kept);
  const expected = 'the secret that this provider gave';
  const fault = { place: 'clientSecret', found: 'nothing', expected };
  return refuse(faulty('Enter the client secret anew.', [fault]));
}

type Put = { readonly organisation: string; readonly to: StoredProvider };

async function put(
  context: Context,
  tables: Writing,
  { organisation, to }: Put,
): Promise<Result<null, Refusal>> {
  await tables.members.lock(organisation);
  const before = await tables.identityProviders.find(organisation);
  if ((before?.version ?? 0) !== to.version - 1) return refuse(changedMeanwhile('provider'));
  if (before === undefined) {
    await tables.identityProviders.insert(organisation, to);
  } else if (before.issuer === to.issuer && before.clientId === to.clientId) {
    await tables.identityProviders.change(organisation, to);
  } else {
    // Another one: whoever came in by the one before has to come in anew.
    await tables.identityProviders.remove(organisation);
    await tables.identityProviders.insert(organisation, to);
  }
  if (to.required) await tables.identityProviders.endOtherSessions(organisation);
  const action = before === undefined ? 'provider-set' : 'provider-changed';
  record(context, tables, { organisation, action, id: organisation });
  return ok(null);
}

/** Ends the sessions of all who came in by it; nobody is known by it any more. */
export function removeProvider(context: Context, organisation: string): Promise<Result<null, Refusal>> {
  return writing(context, organisation, async (tables) => {
    await tables.members.lock(organisation);
    if (!(await tables.identityProviders.remove(organisation))) return refuse(notFound('provider'));
    record(context, tables, { organisation, action: 'provider-removed', id: organisation });
    return ok(null);
  });
}
