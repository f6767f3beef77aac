import { changedNeeds, NEEDS_CODE } from '#domain/needs.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { codeHash, type CodeAsked, type NeedsAsked } from './ask-needs-code.ts';
import type { Context } from './context.ts';
import { record } from './record.ts';
import { told } from './scope.ts';
import { followOpenAgenda } from './show-agenda.ts';
import { countUses, forgiveTry } from './try-limits.ts';

export type NeedsConfirmed = NeedsAsked & CodeAsked & { readonly code: string };

const WRONG_CODE: Refusal = {
  code: 'wrong-code',
  text: 'This code does not confirm what stands here. It works once, for ten minutes, and for exactly what you had written when you asked for it. Ask for a new one.',
};

/** Saves what the candidate said, if the code was mailed for exactly that. */
export async function saveNeeds(
  context: Context,
  { token, change, address, request, code }: NeedsConfirmed,
): Promise<Result<null, Refusal>> {
  // Counted before it is tried, and kept whatever comes of it: at the sixth the code is burned.
  const counted = await countUses(context, {
    address,
    of: `needs code tried ${request}`,
    most: NEEDS_CODE.wrong,
    within: NEEDS_CODE.minutes,
  });
  if (!counted.ok) return counted;
  const hash = codeHash(context, { request, code, change });
  const at = context.now();
  const done = await context.store.write(async (tables): Promise<Result<null, Refusal>> => {
    const followed = await followOpenAgenda(context, tables, token);
    if (!followed.ok) return followed;
    const { organisation, loop, application } = followed.value;
    if (!(await tables.needs.useCode(organisation, loop.id, hash))) return refuse(WRONG_CODE);
    const before = (await tables.needs.find(organisation, application.candidate))?.needs ?? {};
    const needs = changedNeeds(before, change);
    await tables.needs.put(organisation, application.candidate, { needs, changedAt: at });
    record(context, tables, {
      organisation,
      action: 'needs-saved',
      id: application.id,
      // Not which of them: that somebody has a need is no matter of whoever reads the record.
      details: { openings: [application.opening] },
      by: { kind: 'candidate' },
    });
    return ok(null);
  });
  if (!done.ok) return refuse(told(done.problem));
  await forgiveTry(context, { address });
  return done;
}
