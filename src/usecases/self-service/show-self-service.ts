/** What those who plan see of a candidate's own part: the link, what was asked and said, the offer, and what they want changed. */
import type { ChangeRequest } from '#domain/loop/change-request.ts';
import type { Instant, Interval } from '#domain/planning/loop-problem.ts';
import type { Offer } from '#domain/loop/offer.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { candidatePart, schedulingPath } from '#usecases/self-service/tell-candidate.ts';
import type { Context } from '#usecases/context.ts';
import { emailFor } from './needs-email.ts';
import { record } from '#usecases/audit/record.ts';
import type { ApplicationKey } from '#usecases/opening/save-candidate.ts';
import { reading, writing } from '#usecases/scope.ts';

export type SelfService = {
  /** The path of the candidate's page; absent as long as there is no link. */
  readonly link?: string;
  /** Whether a mail can be sent: it is set up, and we have an address. */
  readonly mails: boolean;
  readonly askedAt?: Instant;
  readonly saidAt?: Instant;
  readonly offer?: Pick<Offer, 'id' | 'heldUntil' | 'over' | 'seenAt' | 'note'> & {
    /** The candidate's part of each. */
    readonly days: readonly (Interval & { readonly number: number })[];
  };
  readonly changes: readonly ChangeRequest[];
};

export function showSelfService(
  context: Context,
  { organisation, id }: ApplicationKey,
): Promise<Result<SelfService, Refusal>> {
  return reading(context, organisation, async (tables) => {
    const application = await tables.applications.find(organisation, id);
    const opening = application && (await tables.openings.find(organisation, application.opening));
    if (application === undefined || opening === undefined) return refuse(notFound('candidate'));
    const token = await tables.links.scheduling(organisation, id);
    const offer = await tables.offers.open(organisation, id);
    const mails =
      context.mail !== undefined && (await emailFor(tables, organisation, application)) !== undefined;
    const { timesAskedAt, timesSaidAt } = application;
    return ok({
      ...(token === undefined ? {} : { link: schedulingPath(token) }),
      mails,
      ...(timesAskedAt === undefined ? {} : { askedAt: timesAskedAt }),
      ...(timesSaidAt === undefined ? {} : { saidAt: timesSaidAt }),
      ...(offer === undefined ? {} : { offer: offerSeen(offer, (plan) => candidatePart(plan, { opening })) }),
      changes: await tables.changeRequests.told(organisation, [id]),
    });
  });
}

function offerSeen(
  { id, heldUntil, over, seenAt, note, days }: Offer,
  partOf: (plan: Offer['days'][number]['plan']) => Interval,
): NonNullable<SelfService['offer']> {
  return {
    id,
    heldUntil,
    over,
    ...(seenAt === undefined ? {} : { seenAt }),
    ...(note === undefined ? {} : { note }),
    days: days.map(({ number, plan }) => ({ number, ...partOf(plan) })),
  };
}

/** What they wanted changed was dealt with, in whatever way. */
export function settleChanges(
  context: Context,
  { organisation, id }: ApplicationKey,
): Promise<Result<null, Refusal>> {
  return writing(context, organisation, async (tables) => {
    const application = await tables.applications.find(organisation, id);
    if (application === undefined) return refuse(notFound('candidate'));
    const settled = await tables.changeRequests.settle(organisation, id, context.now());
    if (settled === 0) return ok(null);
    const details = { openings: [application.opening] };
    record(context, tables, { organisation, id, action: 'changes-settled', details });
    return ok(null);
  });
}
