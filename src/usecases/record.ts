import type { Change } from '#domain/audit.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from './context.ts';

/** Says what was changed, for the record that is written with the change itself. */
export function record(
  { now, actor }: Pick<Context, 'now' | 'actor'>,
  tables: Writing,
  change: Change,
): void {
  tables.record({ ...change, at: now(), actor: actor(change.organisation) });
}
