/** Confirmed loops and superdays. */
import { loopViewSchema, type LoopView } from '#contract/loop.ts';
import {
  superdayListSchema,
  superdayNewsSchema,
  superdayPlanSchema,
  superdayViewSchema,
  type SuperdayConfirmation,
  type SuperdayList,
  type SuperdayPlan,
  type SuperdaySearch,
  type SuperdayView,
} from '#contract/superday.ts';
import {
  loopRepairsSchema,
  type LoopEvent,
  type LoopRepairs,
  type RepairAcceptance,
} from '#contract/repair.ts';
import { ask, post, unread, searchFor, type Heard } from './ask.ts';

export const superdays = {
  list: (o: string, opening: string): Promise<SuperdayList> =>
    ask(superdayListSchema, `/api/o/${o}/openings/${opening}/superdays`),
  read: (o: string, id: string): Promise<SuperdayView> =>
    ask(superdayViewSchema, `/api/o/${o}/superdays/${id}`),
  search: (o: string, opening: string, search: Heard & { asked: SuperdaySearch }): Promise<SuperdayPlan> => {
    const { asked: body, ...heard } = search;
    const schemas = { result: superdayPlanSchema, news: superdayNewsSchema };
    return searchFor(schemas, `/api/o/${o}/openings/${opening}/superdays/search`, { body, ...heard });
  },
  /** `key` stays the same when the same plan is confirmed again, so that it is stored once. */
  confirm: (
    o: string,
    opening: string,
    choice: { plan: SuperdayConfirmation; key: string },
  ): Promise<SuperdayView> =>
    ask(superdayViewSchema, `/api/o/${o}/openings/${opening}/superdays`, {
      method: 'POST',
      body: choice.plan,
      headers: { 'idempotency-key': choice.key },
    }),
};

export const loops = {
  read: (o: string, id: string): Promise<LoopView> => ask(loopViewSchema, `/api/o/${o}/loops/${id}`),
  cancel: (o: string, id: string): Promise<void> => post(unread, `/api/o/${o}/loops/${id}/cancel`),
  repairs: (o: string, id: string, event: LoopEvent): Promise<LoopRepairs> =>
    post(loopRepairsSchema, `/api/o/${o}/loops/${id}/repairs`, event),
  /** `key` stays the same when the same repair is accepted again, so that it is booked once. */
  repair: (o: string, id: string, choice: { acceptance: RepairAcceptance; key: string }): Promise<LoopView> =>
    ask(loopViewSchema, `/api/o/${o}/loops/${id}/repair`, {
      method: 'POST',
      body: choice.acceptance,
      headers: { 'idempotency-key': choice.key },
    }),
};
