/** Cancellations that candidates did not take back in time: carried out as if a coordinator had pressed the button. */
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Refusal } from '#domain/refusal.ts';
import type { Writing } from '#store/store.ts';
import { cancelIn } from './cancel-loop.ts';
import type { Context } from '#usecases/context.ts';
import { writing } from '#usecases/scope.ts';

/** Answers how many were carried out. What cannot be done now is done with the next turn. */
export async function carryOutCancels(context: Context): Promise<number> {
  const due = await context.store.read((tables) => tables.changeRequests.due());
  let done = 0;
  for (const one of due) {
    const carried = await writing(context, one.organisation, (tables) => carryOut(context, tables, one));
    if (carried.ok && carried.value) done += 1;
  }
  if (done > 0) context.mail?.wake();
  return done;
}

type Due = { readonly organisation: string; readonly id: string; readonly loop: string };

async function carryOut(
  context: Context,
  tables: Writing,
  { organisation, id, loop: loopId }: Due,
): Promise<Result<boolean, Refusal>> {
  await tables.bookings.lock(organisation, [loopId]);
  const loop = await tables.loops.find(organisation, loopId);
  if (!(await tables.changeRequests.carryOut(organisation, id, context.now()))) return ok(false);
  if (loop === undefined) return refuse({ code: 'not-found', text: 'The loop is gone.' });
  const done = await cancelIn({ context, tables, organisation, loop, by: { kind: 'candidate' } });
  return done.ok ? ok(true) : done;
}
