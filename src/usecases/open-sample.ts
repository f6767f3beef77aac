import type { Organisation } from '#domain/organisation.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from './context.ts';
import { told } from './scope.ts';

/** The sample organisation: made when it is first asked for, the same one ever after. */
export async function openSample(context: Context): Promise<Result<Organisation, Refusal>> {
  const sample: Organisation = {
    id: context.newId(),
    name: 'Sample: Northlight Instruments',
    timeZone: 'Europe/Berlin',
    sample: true,
  };
  const done = await context.store.write(async (tables) => {
    await tables.organisations.lockSample();
    const there = await tables.organisations.sample();
    if (there !== undefined) return ok(there);
    await tables.organisations.insert(sample, context.now());
    return ok(sample);
  });
  return done.ok ? done : refuse(told(done.problem));
}
