import type { Organisation } from '#domain/organisation.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import type { Context } from './context.ts';
import { reading } from './scope.ts';

export function showOrganisation(context: Context, id: string): Promise<Result<Organisation, Refusal>> {
  return reading(context, id, (_tables, organisation) => Promise.resolve(ok(organisation)));
}
