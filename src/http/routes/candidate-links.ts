import { doneSchema } from '#contract/account.ts';
import { linkTokenSchema } from '#contract/agenda.ts';
import {
  anotherDaySchema,
  cancelledSchema,
  cancellingSchema,
  decliningByLinkSchema,
} from '#contract/changes.ts';
import {
  codeRequestedSchema,
  dayChosenByLinkSchema,
  schedulingViewSchema,
  sittingRequestSchema,
  timesSaidSchema,
} from '#contract/self-service.ts';
import { panelMarkingSchema, panelUnmarkingSchema } from '#contract/day.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import { tells, type Asked, type Route } from '#http/route.ts';
import { sittingCookie, sittingOf } from '#http/sitting-cookie.ts';
import { askForAnotherDay, cancelByLink, undoCancel } from '#usecases/self-service/ask-for-change.ts';
import { askForCode, beginSitting } from '#usecases/self-service/begin-sitting.ts';
import { chooseByLink } from '#usecases/self-service/choose-day.ts';
import type { Context } from '#usecases/context.ts';
import { declineByLink, undoDeclineByLink } from '#usecases/loop/decline-seat.ts';
import { markByLink, takeMarkBackByLink } from '#usecases/day/mark-by-link.ts';
import { sayTimes } from '#usecases/self-service/say-times.ts';
import { showScheduling } from '#usecases/self-service/show-scheduling.ts';

type Change = { readonly token: string; readonly sitting: string | undefined; readonly address: string };

/** What a change by link brings: its token, and the cookie of a browser in which the code was typed. */
export function byLink({ body, headers, address }: Asked<{ readonly token: string }>): Change {
  return { token: body.token, sitting: sittingOf(headers), address };
}

const done = (result: Result<unknown, Refusal>): Result<object, Refusal> => (result.ok ? ok({}) : result);

/** What a candidate does with a link of theirs, and a code from their mail. */
export function candidateLinkRoutes(context: Context): readonly Route[] {
  return [
    tells({
      method: 'POST',
      path: '/api/scheduling/look',
      may: { deed: 'see-scheduling-by-link' },
      body: linkTokenSchema,
      answer: schedulingViewSchema,
      run: ({ body, headers }) => showScheduling(context, { token: body.token, sitting: sittingOf(headers) }),
    }),
    tells({
      method: 'POST',
      path: '/api/link/code',
      may: { deed: 'answer-by-link' },
      body: linkTokenSchema,
      answer: codeRequestedSchema,
      run: ({ body, address }) => askForCode(context, { ...body, address }),
    }),
    tells({
      method: 'POST',
      path: '/api/link/sitting',
      may: { deed: 'answer-by-link' },
      body: sittingRequestSchema,
      answer: doneSchema,
      run: async ({ body, address, setCookie }) => {
        const begun = await beginSitting(context, { ...body, address });
        if (!begun.ok) return begun;
        setCookie(sittingCookie(begun.value.secret));
        return ok({});
      },
    }),
    ...answerRoutes(context),
  ];
}

function answerRoutes(context: Context): readonly Route[] {
  const may = { deed: 'answer-by-link' } as const;
  return [
    tells({
      method: 'POST',
      path: '/api/scheduling/times',
      may,
      body: timesSaidSchema,
      answer: doneSchema,
      run: async (asked) => done(await sayTimes(context, byLink(asked), asked.body.available)),
    }),
    tells({
      method: 'POST',
      path: '/api/scheduling/choose',
      may,
      body: dayChosenByLinkSchema,
      answer: doneSchema,
      run: async (asked) => {
        const { offer, day } = asked.body;
        return done(await chooseByLink(context, byLink(asked), { offer, day, origin: asked.origin }));
      },
    }),
    tells({
      method: 'POST',
      path: '/api/link/another-day',
      may,
      body: anotherDaySchema,
      answer: doneSchema,
      run: async (asked) => {
        const { token: _token, ...wanted } = asked.body;
        return done(await askForAnotherDay(context, byLink(asked), wanted));
      },
    }),
    ...takenBackRoutes(context),
  ];
}

/** What an external panelist marks on the day itself. */
function markRoutes(context: Context): readonly Route[] {
  const may = { deed: 'answer-by-link' } as const;
  return [
    tells({
      method: 'POST',
      path: '/api/panel/mark',
      may,
      body: panelMarkingSchema,
      answer: doneSchema,
      run: async (asked) => {
        const { token: _token, ...marking } = asked.body;
        return done(await markByLink(context, byLink(asked), marking));
      },
    }),
    tells({
      method: 'POST',
      path: '/api/panel/mark/undo',
      may,
      body: panelUnmarkingSchema,
      answer: doneSchema,
      run: async (asked) => done(await takeMarkBackByLink(context, byLink(asked), asked.body.mark)),
    }),
  ];
}

/** What can be taken back for a while. */
function takenBackRoutes(context: Context): readonly Route[] {
  const may = { deed: 'answer-by-link' } as const;
  return [
    tells({
      method: 'POST',
      path: '/api/link/cancel',
      may,
      body: cancellingSchema,
      answer: cancelledSchema,
      run: (asked) => {
        const { token: _token, ...why } = asked.body;
        return cancelByLink(context, byLink(asked), why);
      },
    }),
    tells({
      method: 'POST',
      path: '/api/panel/decline',
      may,
      body: decliningByLinkSchema,
      answer: cancelledSchema,
      run: (asked) => {
        const { token: _token, ...why } = asked.body;
        return declineByLink(context, byLink(asked), why);
      },
    }),
    tells({
      method: 'POST',
      path: '/api/panel/undo',
      may,
      body: linkTokenSchema,
      answer: doneSchema,
      run: async (asked) => done(await undoDeclineByLink(context, byLink(asked))),
    }),
    ...markRoutes(context),
    tells({
      method: 'POST',
      path: '/api/link/undo',
      may,
      body: linkTokenSchema,
      answer: doneSchema,
      run: async (asked) => done(await undoCancel(context, byLink(asked))),
    }),
  ];
}
