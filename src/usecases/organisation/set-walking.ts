import { shown } from '#domain/fault.ts';
import type { Walk } from '#domain/planning/loop-problem.ts';
import { faulty, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { record } from '#usecases/audit/record.ts';
import { writing } from '#usecases/scope.ts';

/** The whole list of walking times between sites takes the place of the old one. */
export function setWalking(
  context: Context,
  organisation: string,
  walking: readonly Walk[],
): Promise<Result<null, Refusal>> {
  return writing(context, organisation, async (tables) => {
    const seen = new Set<string>();
    for (const [index, { sites }] of walking.entries()) {
      const pair = JSON.stringify([...sites].sort());
      if (sites[0] === sites[1] || seen.has(pair)) {
        const expected = 'two different sites, each pair once';
        const fault = { place: `walking[${index}].sites`, found: shown(sites.join(' – ')), expected };
        return refuse(faulty('These walking times do not fit together.', [fault]));
      }
      seen.add(pair);
    }
    await tables.rooms.setWalking(organisation, walking);
    const details = { walks: walking.length };
    record(context, tables, { organisation, action: 'walking-set', id: organisation, details });
    return ok(null);
  });
}
