import type { Reading } from '#store/store.ts';

/** What the holder of a link is told that shows nothing any more: no data, and who can help. */
export type WhomToAsk = {
  /** The organisation's name. */
  readonly organisation: string;
  /** Names of those who coordinate the opening; where nobody is named, it is whoever sent the link. */
  readonly ask: readonly string[];
};

export async function whomToAsk(
  tables: Reading,
  { organisation, opening }: { readonly organisation: string; readonly opening: string },
): Promise<WhomToAsk> {
  const found = await tables.organisations.find(organisation);
  const team = await tables.teams.of(organisation, opening);
  const ask = team.filter(({ role }) => role === 'coordinator').map(({ name }) => name);
  return { organisation: found?.name ?? '', ask };
}
