import type { Refusal } from '#domain/refusal.ts';
import type { DueProvider } from '#store/account/identity-providers.ts';
import type { Context } from '#usecases/context.ts';

/** Why an account does not come in by a password or a passkey; undefined where it may. Told to nobody but its owner. */
export async function otherWay(context: Context, account: string): Promise<Refusal | undefined> {
  const due = await context.store.read((tables) => tables.identityProviders.dueOf(account));
  return due === undefined ? undefined : useProvider(due);
}

export function useProvider({ organisation, name }: DueProvider): Refusal {
  const text = `Your organisation wants you to sign in through ${name}.`;
  return { code: 'use-provider', text, organisation };
}
