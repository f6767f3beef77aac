import type { Actor, AuditDetails, Change } from '#domain/audit/audit.ts';
import type { Loop } from '#domain/loop/loop.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';

/** Says what was changed, for the record that is written with the change itself; by whoever asks, unless it is known better. */
export function record(
  { now, actor }: Pick<Context, 'now' | 'actor'>,
  tables: Writing,
  { by, ...change }: Change & { readonly by?: Actor },
): void {
  tables.record({ ...change, at: now(), actor: by ?? actor(change.organisation) });
}

/** Whose loop it is, for the record. */
export async function aboutLoop(
  tables: Writing,
  organisation: string,
  { application }: Pick<Loop, 'application'>,
): Promise<AuditDetails> {
  const found = await tables.applications.find(organisation, application);
  return { openings: found === undefined ? [] : [found.opening], applications: [application] };
}
