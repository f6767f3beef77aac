/** Openings, their candidates, and days for one of them. */
import { loopViewSchema, type LoopView } from '#contract/loop.ts';
import {
  daySearchNewsSchema,
  daySearchResultSchema,
  type Confirmation,
  type DaySearch,
  type DaySearchResult,
} from '#contract/day-search.ts';
import {
  openingListSchema,
  openingViewSchema,
  type CandidateChange,
  type CandidateDetails,
  type NewOpening,
  type OpeningList,
  type OpeningView,
  type TeamChange,
  type TemplateChange,
} from '#contract/opening.ts';
import { sessionChangesSchema, type ChangeQuestion, type SessionChanges } from '#contract/plan-change.ts';
import { ask, post, put, remove, unread, searchFor, type Heard } from './ask.ts';

export const openings = {
  list: (o: string): Promise<OpeningList> => ask(openingListSchema, `/api/o/${o}/openings`),
  read: (o: string, id: string): Promise<OpeningView> => ask(openingViewSchema, `/api/o/${o}/openings/${id}`),
  add: (o: string, opening: NewOpening): Promise<OpeningView> =>
    post(openingViewSchema, `/api/o/${o}/openings`, opening),
  setTemplate: (o: string, id: string, change: TemplateChange): Promise<void> =>
    put(`/api/o/${o}/openings/${id}/template`, change),
  setTeam: (o: string, id: string, change: TeamChange): Promise<void> =>
    put(`/api/o/${o}/openings/${id}/team`, change),
};

export const candidates = {
  add: (o: string, opening: string, details: CandidateDetails): Promise<void> =>
    post(unread, `/api/o/${o}/openings/${opening}/candidates`, details),
  change: (o: string, id: string, change: CandidateChange): Promise<void> =>
    put(`/api/o/${o}/candidates/${id}`, change),
  remove: (o: string, id: string): Promise<void> => remove(`/api/o/${o}/candidates/${id}`),
  search: (o: string, id: string, search: Heard & { days: DaySearch }): Promise<DaySearchResult> => {
    const { days: body, ...heard } = search;
    const schemas = { result: daySearchResultSchema, news: daySearchNewsSchema };
    return searchFor(schemas, `/api/o/${o}/candidates/${id}/search`, { body, ...heard });
  },
  /** The search itself answers, with the best it has found. */
  stopSearch: (o: string, search: string): Promise<void> => remove(`/api/o/${o}/searches/${search}`),
  changes: (o: string, id: string, question: ChangeQuestion, signal: AbortSignal): Promise<SessionChanges> =>
    ask(sessionChangesSchema, `/api/o/${o}/candidates/${id}/changes`, {
      method: 'POST',
      body: question,
      signal,
    }),
  /** `key` stays the same when the same alternative is confirmed again, so that it is stored once. */
  confirm: (o: string, id: string, choice: { plan: Confirmation; key: string }): Promise<LoopView> =>
    ask(loopViewSchema, `/api/o/${o}/candidates/${id}/confirm`, {
      method: 'POST',
      body: choice.plan,
      headers: { 'idempotency-key': choice.key },
    }),
};
