import { doneSchema } from '#contract/account.ts';
import { loopViewSchema } from '#contract/loop.ts';
import { cancelledSchema, decliningSchema, reschedulingSchema } from '#contract/changes.ts';
import {
  dayChosenSchema,
  offerMadeSchema,
  offerRequestSchema,
  prolongingSchema,
  schedulingLinkSchema,
  selfServiceViewSchema,
} from '#contract/self-service.ts';
import { ok } from '#domain/result.ts';
import { inPlan } from '#http/named.ts';
import { asks, removes, tells, type Asked, type Route } from '#http/route.ts';
import { chooseForCandidate } from '#usecases/self-service/choose-day.ts';
import type { Context } from '#usecases/context.ts';
import { declineOwn, undoDecline } from '#usecases/loop/decline-seat.ts';
import { offerDays, prolongOffer, withdrawOffer } from '#usecases/self-service/offer-days.ts';
import { rescheduleLoop } from '#usecases/loop/reschedule-loop.ts';
import {
  askForTimes,
  renewSchedulingLink,
  withdrawSchedulingLink,
} from '#usecases/self-service/scheduling-links.ts';
import { settleChanges, showSelfService } from '#usecases/self-service/show-self-service.ts';
import { keyOf } from './people.ts';
import { idempotencyKey, loopViewed } from './planning.ts';

const PLAN = { deed: 'plan', of: 'application' } as const;
const GIVE = { deed: 'give-links', of: 'application' } as const;

/** What those who plan do about a candidate's own part: ask, offer, hold, and answer for them. */
export function selfServiceRoutes(context: Context): readonly Route[] {
  return [
    asks({
      method: 'GET',
      path: '/api/o/:o/candidates/:id/self-service',
      may: PLAN,
      answer: selfServiceViewSchema,
      run: async (asked) => {
        const shown = await showSelfService(context, keyOf(asked));
        if (!shown.ok) return shown;
        const changes = shown.value.changes.map(
          ({ application: _application, session: _session, undoUntil: _undo, ...change }) => change,
        );
        return ok({ ...shown.value, changes });
      },
    }),
    ...linkRoutes(context),
    ...offerRoutes(context),
    ...declineRoutes(context),
    tells({
      method: 'POST',
      path: '/api/o/:o/loops/:id/reschedule',
      may: { deed: 'plan', of: 'loop' },
      names: ({ plan }) => inPlan(plan),
      body: reschedulingSchema,
      answer: loopViewSchema,
      run: async (asked) => {
        const key = idempotencyKey(asked);
        if (!key.ok) return key;
        const { plan: choice, ...rest } = asked.body;
        const request = { key: key.value, fingerprint: asked.fingerprint() };
        return loopViewed(
          await rescheduleLoop(context, keyOf(asked), { ...rest, choice, request }),
          await asked.whoAsks(),
        );
      },
    }),
  ];
}

/** What somebody who sits in a session says of their own part. */
function declineRoutes(context: Context): readonly Route[] {
  const may = { deed: 'decline-own', of: 'loop' } as const;
  const personOf = async (asked: Asked<unknown>): Promise<string> => {
    const asker = await asked.whoAsks();
    return typeof asker === 'string' ? '' : asker.person;
  };
  return [
    tells({
      method: 'POST',
      path: '/api/o/:o/loops/:id/decline',
      may,
      body: decliningSchema,
      answer: cancelledSchema,
      run: async (asked) => {
        const declined = { ...asked.body, person: await personOf(asked) };
        return declineOwn(context, keyOf(asked), declined);
      },
    }),
    asks({
      method: 'POST',
      path: '/api/o/:o/loops/:id/decline/undo',
      may,
      answer: doneSchema,
      run: async (asked) => {
        const undone = await undoDecline(context, keyOf(asked), await personOf(asked));
        return undone.ok ? ok({}) : undone;
      },
    }),
  ];
}

function linkRoutes(context: Context): readonly Route[] {
  const path = '/api/o/:o/candidates/:id/scheduling-link';
  return [
    asks({
      method: 'POST',
      path: '/api/o/:o/candidates/:id/ask-times',
      may: GIVE,
      answer: schedulingLinkSchema,
      run: (asked) => askForTimes(context, keyOf(asked), asked.origin),
    }),
    asks({
      method: 'POST',
      path,
      may: GIVE,
      answer: schedulingLinkSchema,
      run: (asked) => renewSchedulingLink(context, keyOf(asked)),
    }),
    removes(path, GIVE, (asked) => withdrawSchedulingLink(context, keyOf(asked))),
  ];
}

function offerRoutes(context: Context): readonly Route[] {
  const path = '/api/o/:o/candidates/:id/offer';
  return [
    tells({
      method: 'POST',
      path,
      may: PLAN,
      names: ({ plans }) => plans.flatMap(inPlan),
      body: offerRequestSchema,
      answer: offerMadeSchema,
      run: async (asked) => {
        const key = idempotencyKey(asked);
        if (!key.ok) return key;
        const request = { key: key.value, fingerprint: asked.fingerprint() };
        return offerDays(context, keyOf(asked), { ...asked.body, origin: asked.origin, request });
      },
    }),
    tells({
      method: 'PUT',
      path,
      may: PLAN,
      body: prolongingSchema,
      answer: doneSchema,
      run: async (asked) => {
        const done = await prolongOffer(context, keyOf(asked), asked.body.hours);
        return done.ok ? ok({}) : done;
      },
    }),
    removes(path, PLAN, (asked) => withdrawOffer(context, keyOf(asked))),
    tells({
      method: 'POST',
      path: '/api/o/:o/candidates/:id/choose',
      may: PLAN,
      body: dayChosenSchema,
      answer: doneSchema,
      run: async (asked) => {
        const chosen = { ...asked.body, origin: asked.origin };
        const done = await chooseForCandidate(context, keyOf(asked), chosen);
        return done.ok ? ok({}) : done;
      },
    }),
    asks({
      method: 'POST',
      path: '/api/o/:o/candidates/:id/changes/settle',
      may: PLAN,
      answer: doneSchema,
      run: async (asked) => {
        const done = await settleChanges(context, keyOf(asked));
        return done.ok ? ok({}) : done;
      },
    }),
  ];
}
