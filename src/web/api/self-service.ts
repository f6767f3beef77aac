/** The candidate's own part: what their pages ask with a link, and what those who plan do about it. */
import type { NeedsChange } from '#contract/needs.ts';
import { loopViewSchema, type LoopView } from '#contract/loop.ts';
import {
  cancelledSchema,
  type AnotherDay,
  type Cancelled,
  type Cancelling,
  type Declining,
  type Rescheduling,
} from '#contract/changes.ts';
import {
  codeRequestedSchema,
  offerMadeSchema,
  schedulingLinkSchema,
  schedulingViewSchema,
  selfServiceViewSchema,
  type CodeRequested,
  type DayChosen,
  type DayChosenByLink,
  type OfferMade,
  type OfferRequest,
  type SchedulingLink,
  type SchedulingView,
  type SelfServiceView,
  type SittingRequest,
  type TimesSaid,
} from '#contract/self-service.ts';
import { ask, post, put, remove, unread } from './ask.ts';

export const byLink = {
  look: (token: string): Promise<SchedulingView> =>
    post(schedulingViewSchema, '/api/scheduling/look', { token }),
  askCode: (token: string): Promise<CodeRequested> => post(codeRequestedSchema, '/api/link/code', { token }),
  sit: (request: SittingRequest): Promise<void> => post(unread, '/api/link/sitting', request),
  sayTimes: (said: TimesSaid): Promise<void> => post(unread, '/api/scheduling/times', said),
  choose: (chosen: DayChosenByLink): Promise<void> => post(unread, '/api/scheduling/choose', chosen),
  anotherDay: (wanted: AnotherDay): Promise<void> => post(unread, '/api/link/another-day', wanted),
  cancel: (cancelling: Cancelling): Promise<Cancelled> =>
    post(cancelledSchema, '/api/link/cancel', cancelling),
  decline: (declining: Cancelling): Promise<Cancelled> =>
    post(cancelledSchema, '/api/panel/decline', declining),
  undoDecline: (token: string): Promise<void> => post(unread, '/api/panel/undo', { token }),
  undo: (token: string): Promise<void> => post(unread, '/api/link/undo', { token }),
  saveNeeds: (token: string, change: NeedsChange): Promise<void> =>
    post(unread, '/api/link/needs', { token, change }),
};

/** What somebody who sits in a session says of their own part. */
export const ownSeat = {
  decline: (o: string, loop: string, declining: Declining): Promise<Cancelled> =>
    post(cancelledSchema, `/api/o/${o}/loops/${loop}/decline`, declining),
  undo: (o: string, loop: string): Promise<void> => post(unread, `/api/o/${o}/loops/${loop}/decline/undo`),
};

const at = (o: string, candidate: string): string => `/api/o/${o}/candidates/${candidate}`;

export const selfService = {
  read: (o: string, candidate: string): Promise<SelfServiceView> =>
    ask(selfServiceViewSchema, `${at(o, candidate)}/self-service`),
  askTimes: (o: string, candidate: string): Promise<SchedulingLink> =>
    post(schedulingLinkSchema, `${at(o, candidate)}/ask-times`),
  renewLink: (o: string, candidate: string): Promise<SchedulingLink> =>
    post(schedulingLinkSchema, `${at(o, candidate)}/scheduling-link`),
  withdrawLink: (o: string, candidate: string): Promise<void> =>
    remove(`${at(o, candidate)}/scheduling-link`),
  /** `key` stays the same when the same offer is sent again, so that it is made once. */
  offer: (o: string, candidate: string, asked: { offer: OfferRequest; key: string }): Promise<OfferMade> =>
    ask(offerMadeSchema, `${at(o, candidate)}/offer`, {
      method: 'POST',
      body: asked.offer,
      headers: { 'idempotency-key': asked.key },
    }),
  prolong: (o: string, candidate: string, hours: number): Promise<void> =>
    put(`${at(o, candidate)}/offer`, { hours }),
  withdrawOffer: (o: string, candidate: string): Promise<void> => remove(`${at(o, candidate)}/offer`),
  choose: (o: string, candidate: string, chosen: DayChosen): Promise<void> =>
    post(unread, `${at(o, candidate)}/choose`, chosen),
  settle: (o: string, candidate: string): Promise<void> => post(unread, `${at(o, candidate)}/changes/settle`),
  /** `key` stays the same when the same day is sent again. */
  reschedule: (o: string, loop: string, asked: { to: Rescheduling; key: string }): Promise<LoopView> =>
    ask(loopViewSchema, `/api/o/${o}/loops/${loop}/reschedule`, {
      method: 'POST',
      body: asked.to,
      headers: { 'idempotency-key': asked.key },
    }),
};
