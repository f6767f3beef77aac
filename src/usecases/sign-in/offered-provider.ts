import type { Context } from '#usecases/context.ts';

export type OfferedProvider = { readonly organisation: string; readonly name: string };

/**
 * The provider that a page to sign in offers: of the organisation that is asked for, or of the only one that there is.
 * Where there are several nobody learns their names, and an id that is not known is as one without a provider.
 */
export function offeredProvider(
  context: Context,
  asked: string | undefined,
): Promise<OfferedProvider | undefined> {
  return context.store.read(async (tables) => {
    const own = (await tables.organisations.list()).filter(({ sample }) => !sample);
    const organisation = asked ?? (own.length === 1 ? own[0]?.id : undefined);
    if (organisation === undefined) return undefined;
    const provider = await tables.identityProviders.find(organisation);
    return provider === undefined ? undefined : { organisation, name: provider.name };
  });
}
