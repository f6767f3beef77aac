import type { UndeliveredMail } from '#domain/telling/mail.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { reading } from '#usecases/scope.ts';

const MOST = 50;

/** Mail of accounts that did not arrive; to whom is known to nobody but the message, which is sealed. */
export function listUndelivered(
  context: Context,
  organisation: string,
): Promise<Result<readonly UndeliveredMail[], Refusal>> {
  return reading(context, organisation, async (tables) =>
    ok(await tables.undelivered.list(organisation, MOST)),
  );
}
