import type { WhomToAsk } from '#domain/loop/seen-by-link.ts';
import type { Reading } from '#store/store.ts';

export async function whomToAsk(
  tables: Reading,
  { organisation, opening }: { readonly organisation: string; readonly opening: string },
): Promise<WhomToAsk> {
  const found = await tables.organisations.find(organisation);
  const team = await tables.teams.of(organisation, opening);
  const ask = team.filter(({ role }) => role === 'coordinator').map(({ name }) => name);
  return { organisation: found?.name ?? '', ask };
}
