import type { Organisation } from '#domain/organisation/organisation.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { reading } from '#usecases/scope.ts';

export function showOrganisation(context: Context, id: string): Promise<Result<Organisation, Refusal>> {
  return reading(context, id, (_tables, organisation) => Promise.resolve(ok(organisation)));
}
