import { needsSomebody, standingOf, type LedgerStanding } from '#domain/telling/ledger-entry.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { LoopOfLedger, StoredEntry, Which } from '#store/telling/ledger-entries.ts';
import type { Reading } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { reading } from '#usecases/scope.ts';

export type EntryShown = Omit<StoredEntry, 'loops'> & { readonly standing: LedgerStanding };
/** `open`: how many events somebody has to do something about. */
export type LoopLedger = LoopOfLedger & { readonly entries: readonly EntryShown[]; readonly open: number };

/** Who was told what: of one loop, or of all that are still to come. */
export function showLedger(
  context: Context,
  organisation: string,
  which: Which,
): Promise<Result<readonly LoopLedger[], Refusal>> {
  return reading(context, organisation, async (tables) => {
    if ('opening' in which && (await tables.openings.find(organisation, which.opening)) === undefined) {
      return refuse(notFound('opening'));
    }
    const shown = await ledgerShown(tables, context, { organisation, which });
    if ('loop' in which && shown.length === 0) return refuse(notFound('loop'));
    return ok(shown);
  });
}

export async function ledgerShown(
  tables: Reading,
  { now }: Pick<Context, 'now'>,
  { organisation, which }: { readonly organisation: string; readonly which: Which },
): Promise<readonly LoopLedger[]> {
  const loops = await tables.ledger.loops(organisation, { which, now: now() });
  const entries = await tables.ledger.entries(
    organisation,
    loops.map(({ id }) => id),
  );
  return loops.map((loop) => {
    const own = entries
      .filter((entry) => entry.loops.includes(loop.id))
      .map(({ loops: _loops, ...entry }) => ({ ...entry, standing: standingOf(entry) }));
    return { ...loop, entries: own, open: own.filter(({ standing }) => needsSomebody(standing)).length };
  });
}
