import type { OpeningSummary } from '#domain/organisation/opening.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { reading } from '#usecases/scope.ts';

export function listOpenings(
  context: Context,
  organisation: string,
): Promise<Result<OpeningSummary[], Refusal>> {
  return reading(context, organisation, async (tables) => ok(await tables.openings.list(organisation)));
}
