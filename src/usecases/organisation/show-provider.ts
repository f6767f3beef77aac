import { redirectOf, type ProviderSettings } from '#domain/account/provider.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { clientOf, refused } from '#usecases/sign-in/provider-client.ts';
import { reading } from '#usecases/scope.ts';

/** `secret`: whether there is one; `lost`: it was sealed with another key. The secret itself is never shown. */
export type ProviderShown = ProviderSettings & {
  readonly secret: 'kept' | 'none' | 'lost';
  readonly version: number;
};

/** Undefined where the organisation has none. */
export function showProvider(
  context: Context,
  organisation: string,
): Promise<Result<ProviderShown | undefined, Refusal>> {
  return reading<ProviderShown | undefined>(context, organisation, async (tables) => {
    const stored = await tables.identityProviders.find(organisation);
    if (stored === undefined) return ok(undefined);
    const { clientSecret, ...settings } = stored;
    return ok({ ...settings, secret: secretShown(context, organisation, clientSecret) });
  });
}

function secretShown(context: Context, organisation: string, sealed: string | null): ProviderShown['secret'] {
  if (sealed === null) return 'none';
  return context.sealing.unseal(sealed, `client-secret ${organisation}`) === undefined ? 'lost' : 'kept';
}

/** Whether the provider can be used now, with what is stored. Changes nothing. */
export async function checkProvider(
  context: Context,
  { organisation, origin }: { readonly organisation: string; readonly origin: string },
): Promise<Result<null, Refusal>> {
  const stored = await context.store.read((tables) => tables.identityProviders.find(organisation));
  if (stored === undefined) return refuse(notFound('provider'));
  const client = clientOf(context, organisation, stored);
  if (!client.ok) return client;
  const checked = await context.providers.check(client.value, redirectOf(origin, organisation));
  return checked.ok ? checked : refuse(refused(checked.problem));
}
