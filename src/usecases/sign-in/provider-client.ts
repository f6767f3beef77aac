/** How an organisation is known to its provider, with the secret unsealed; and the provider's problems as refusals. */
import type { ProviderPerson } from '#domain/account/provider.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Client, ProviderProblem } from '#providers/provider.ts';
import type { StoredProvider } from '#store/account/identity-providers.ts';
import type { Context } from '#usecases/context.ts';

export function clientOf(
  context: Context,
  organisation: string,
  stored: StoredProvider,
): Result<Client, Refusal> {
  const { issuer, clientId, clientSecret: sealed } = stored;
  if (sealed === null) return ok({ issuer, clientId });
  const clientSecret = context.sealing.unseal(sealed, `client-secret ${organisation}`);
  if (clientSecret !== undefined) return ok({ issuer, clientId, clientSecret });
  const text = 'The client secret cannot be read any more. An administrator has to enter it anew.';
  return refuse({ code: 'provider', text });
}

export function refused({ text, remedy }: ProviderProblem): Refusal {
  return { code: 'provider', text: `${text} ${remedy}` };
}

/** Somebody whom the organisation's provider has sent. */
export type Came = { readonly organisation: string; readonly person: ProviderPerson };

/** What a session says of it; whoever gave two factors there is not asked for another one here. */
export function byProvider({ organisation, person }: Came): {
  readonly way: 'provider';
  readonly providerOf: string;
  readonly second?: 'provider';
} {
  return { way: 'provider', providerOf: organisation, ...(person.strong && { second: 'provider' }) };
}
