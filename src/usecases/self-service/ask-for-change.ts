/** What a candidate asks for by link: another day, or not to come at all, which can be taken back for a while. */
import { REASONS_FOR, type ChangeReason } from '#domain/loop/change-request.ts';
import type { Instant, LocalDate } from '#domain/planning/loop-problem.ts';
import type { Loop } from '#domain/loop/loop.ts';
import { faulty, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { millisecondsOf } from '#domain/time/zoned.ts';
import { byCandidate, type ByLink } from '#usecases/self-service/candidate-link.ts';
import type { Context } from '#usecases/context.ts';
import { record } from '#usecases/audit/record.ts';

export type Why = { readonly reason?: ChangeReason; readonly words?: string };

/** The day that stands, if one does, stays until another is won; what was offered stays offered. */
export function askForAnotherDay(
  context: Context,
  link: ByLink,
  asked: Why & { readonly days: readonly LocalDate[] },
): Promise<Result<null, Refusal>> {
  const id = context.newId();
  return byCandidate(context, link, async (tables, { organisation, application, loop }) => {
    const wrong = reasonRefusal('another-day', asked) ?? (loop && begunRefusal(context, loop));
    if (wrong !== undefined) return refuse(wrong);
    const at = context.now();
    // The newest counts.
    await tables.changeRequests.settle(organisation, application.id, at);
    await tables.changeRequests.insert(organisation, {
      id,
      application: application.id,
      what: 'another-day',
      ...(loop && { loop: loop.id }),
      ...asked,
      at,
    });
    const details = { openings: [application.opening] };
    const by = { kind: 'candidate' } as const;
    record(context, tables, { organisation, action: 'another-day-asked', id: application.id, details, by });
    return ok(null);
  });
}

/** Carried out when it cannot be taken back any more (`carry-out-cancels.ts`): until then nobody is told, and all stays booked. */
export function cancelByLink(
  context: Context,
  link: ByLink,
  why: Why,
): Promise<Result<{ readonly undoUntil: Instant }, Refusal>> {
  const id = context.newId();
  return byCandidate(context, link, async (tables, { organisation, application, loop }) => {
    if (loop === undefined) return refuse(NOTHING_BOOKED);
    const wrong = reasonRefusal('cancel', why) ?? begunRefusal(context, loop);
    if (wrong !== undefined) return refuse(wrong);
    await tables.bookings.lock(organisation, [loop.id]);
    const standing = await tables.changeRequests.undoable(organisation, loop.id);
    // Pressed twice: it runs out when it would have.
    if (standing?.undoUntil !== undefined) return ok({ undoUntil: standing.undoUntil });
    await tables.changeRequests.insert(organisation, {
      id,
      application: application.id,
      loop: loop.id,
      what: 'cancel',
      ...why,
      at: context.now(),
      undoable: true,
    });
    const made = await tables.changeRequests.undoable(organisation, loop.id);
    const details = { openings: [application.opening], applications: [application.id] };
    const by = { kind: 'candidate' } as const;
    record(context, tables, { organisation, action: 'cancel-asked', id: loop.id, details, by });
    return ok({ undoUntil: made?.undoUntil ?? context.now() });
  });
}

/** Taking back twice is the same as once. */
export function undoCancel(context: Context, link: ByLink): Promise<Result<null, Refusal>> {
  return byCandidate(context, link, async (tables, { organisation, application, loop }) => {
    if (loop === undefined) return refuse(NOTHING_BOOKED);
    await tables.bookings.lock(organisation, [loop.id]);
    if (!(await tables.changeRequests.undo(organisation, loop.id))) return ok(null);
    const details = { openings: [application.opening], applications: [application.id] };
    const by = { kind: 'candidate' } as const;
    record(context, tables, { organisation, action: 'cancel-undone', id: loop.id, details, by });
    return ok(null);
  });
}

const NOTHING_BOOKED: Refusal = {
  code: 'in-use',
  text: 'No day is booked any more. Ask whoever invited you.',
};

function reasonRefusal(what: 'another-day' | 'cancel', { reason }: Why): Refusal | undefined {
  const known: readonly ChangeReason[] = REASONS_FOR[what];
  if (reason === undefined || known.includes(reason)) return undefined;
  const fault = { place: 'reason', found: reason, expected: `one of ${known.join(', ')}` };
  return faulty('This reason is not for that.', [fault]);
}

function begunRefusal(context: Context, loop: Loop): Refusal | undefined {
  const now = millisecondsOf(context.now());
  if (loop.sessions.every(({ start }) => millisecondsOf(start) > now)) return undefined;
  const text = 'Your day has begun already. Call or write to whoever invited you, please.';
  return { code: 'in-use', text };
}
