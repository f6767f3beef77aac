/** A database that others keep busy at one moment. */
import { refuse } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';

/** In this context the so manyth transaction of the installation finds others in the way. */
export function busyAt(context: Context, turn: number): { readonly context: Context; turns: () => number } {
  let turns = 0;
  const keep: Context['store']['keep'] = async (work) => {
    turns += 1;
    return turns === turn ? refuse({ code: 'busy', cause: 'others' } as const) : context.store.keep(work);
  };
  return { context: { ...context, store: { ...context.store, keep } }, turns: () => turns };
}
