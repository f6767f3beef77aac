/** Talks to the server. Every answer is parsed with the schema that the server wrote it with. */
import { loopViewSchema, type LoopView } from '#contract/loop.ts';
import {
  daySearchNewsSchema,
  daySearchResultSchema,
  type Confirmation,
  type DaySearch,
  type DaySearchResult,
  type SearchNews,
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
import {
  organisationListSchema,
  organisationSchema,
  type NewOrganisation,
  type Organisation,
  type OrganisationList,
} from '#contract/organisation.ts';
import {
  importReportSchema,
  peopleViewSchema,
  type ImportReport,
  type PeopleView,
  type PersonChange,
  type PersonDetails,
  type RoomChange,
  type RoomDetails,
  type WalkingChange,
} from '#contract/people.ts';
import {
  handedOverSchema,
  leavingSchema,
  type HandedOver,
  type HandOverAcceptance,
  type Leaving,
  type OffersAsked,
} from '#contract/leaving.ts';
import { poolsViewSchema, type MemberChange, type PathChange, type PoolsView } from '#contract/pools.ts';
import { sessionChangesSchema, type ChangeQuestion, type SessionChanges } from '#contract/plan-change.ts';
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
import { problemDocumentSchema, type ProblemDocument } from '#contract/problem.ts';
import {
  loopRepairsSchema,
  type LoopEvent,
  type LoopRepairs,
  type RepairAcceptance,
} from '#contract/repair.ts';
import { endOf, isStream, NDJSON, type News } from './news.ts';

/** The server refused, and says why in its problem document. */
export class ApiProblem extends Error {
  readonly document: ProblemDocument;
  constructor(document: ProblemDocument) {
    super(document.detail);
    this.document = document;
  }
}

/** No answer came, or one that no version of this server gives. */
export class NoAnswer extends Error {}

type Schema<T> = { readonly parse: (value: unknown) => T };
type Call = {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
};

/** For answers that the page does not read, because it asks again for what changed. */
export const unread: Schema<void> = { parse: () => undefined };

function bodyOf(body: unknown): { readonly body?: BodyInit; readonly type?: string } {
  if (body === undefined) return {};
  if (body instanceof FormData) return { body };
  if (body instanceof Blob) return { body, type: 'text/calendar' };
  return { body: JSON.stringify(body), type: 'application/json' };
}

async function answerOf(path: string, call: Call): Promise<Response> {
  const { body, type } = bodyOf(call.body);
  try {
    return await fetch(path, {
      method: call.method ?? 'GET',
      headers: { accept: 'application/json', ...(type && { 'content-type': type }), ...call.headers },
      ...(body !== undefined && { body }),
      ...(call.signal !== undefined && { signal: call.signal }),
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new NoAnswer('fetch', { cause: error });
  }
}

export async function ask<T>(schema: Schema<T>, path: string, call: Call = {}): Promise<T> {
  return answered(schema, await answerOf(path, call));
}

async function answered<T>(schema: Schema<T>, response: Response): Promise<T> {
  if (response.status === 204) return schema.parse(undefined);
  const text = await response.text();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    // A proxy's error page, for example.
    throw new NoAnswer(`status ${response.status}`, { cause: error });
  }
  if (response.ok) return schema.parse(value);
  const problem = problemDocumentSchema.safeParse(value);
  if (!problem.success) throw new NoAnswer(`status ${response.status}`, { cause: problem.error });
  throw new ApiProblem(problem.data);
}

/** `tell` hears how far the search is. */
export type Heard = { readonly signal: AbortSignal; readonly tell: (news: News) => void };
type SearchCall = Heard & { readonly body: unknown };

/** As `ask` for a search, with news on the way. */
async function searchFor<T>(
  { result, news }: { readonly result: Schema<T>; readonly news: Schema<SearchNews<T>> },
  path: string,
  { body, signal, tell }: SearchCall,
): Promise<T> {
  const headers = { accept: `${NDJSON}, application/json` };
  const response = await answerOf(path, { method: 'POST', body, signal, headers });
  if (!isStream(response) || response.body === null) return answered(result, response);
  const end = await broken(endOf(news, response.body, tell));
  if (end === undefined) throw new NoAnswer('the stream broke off');
  if ('problem' in end) throw new ApiProblem(end.problem);
  return end.result;
}

/** A connection that is lost while the answer comes. */
async function broken<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof TypeError) throw new NoAnswer('fetch', { cause: error });
    throw error;
  }
}

export const post = <T>(schema: Schema<T>, path: string, body?: unknown): Promise<T> =>
  ask(schema, path, { method: 'POST', body });
export const put = (path: string, body: unknown): Promise<void> => ask(unread, path, { method: 'PUT', body });
export const remove = (path: string): Promise<void> => ask(unread, path, { method: 'DELETE' });

export const organisations = {
  list: (): Promise<OrganisationList> => ask(organisationListSchema, '/api/organisations'),
  read: (o: string): Promise<Organisation> => ask(organisationSchema, `/api/organisations/${o}`),
  start: (own: NewOrganisation): Promise<Organisation> => post(organisationSchema, '/api/organisations', own),
  openSample: (): Promise<Organisation> => post(organisationSchema, '/api/sample'),
};

export const people = {
  read: (o: string): Promise<PeopleView> => ask(peopleViewSchema, `/api/o/${o}/people`),
  add: (o: string, person: PersonDetails): Promise<void> => post(unread, `/api/o/${o}/people`, person),
  change: (o: string, id: string, person: PersonChange): Promise<void> =>
    put(`/api/o/${o}/people/${id}`, person),
  remove: (o: string, id: string): Promise<void> => remove(`/api/o/${o}/people/${id}`),
  /** How the sessions of somebody who leaves can be handed over. */
  handOvers: (o: string, id: string, asked: OffersAsked): Promise<Leaving> =>
    post(leavingSchema, `/api/o/${o}/people/${id}/hand-overs`, asked),
  /** `key` stays the same when the same is accepted again, so that it is booked once. */
  handOver: (
    o: string,
    id: string,
    choice: { acceptance: HandOverAcceptance; key: string },
  ): Promise<HandedOver> =>
    ask(handedOverSchema, `/api/o/${o}/people/${id}/hand-over`, {
      method: 'POST',
      body: choice.acceptance,
      headers: { 'idempotency-key': choice.key },
    }),
  setCalendar: (o: string, id: string, file: File): Promise<void> =>
    put(`/api/o/${o}/people/${id}/calendar?name=${encodeURIComponent(file.name)}`, file),
  forgetCalendar: (o: string, id: string): Promise<void> => remove(`/api/o/${o}/people/${id}/calendar`),
  setWalking: (o: string, walking: WalkingChange): Promise<void> => put(`/api/o/${o}/walking`, walking),
  importFiles: (o: string, files: FormData): Promise<ImportReport> =>
    post(importReportSchema, `/api/o/${o}/import`, files),
};

export const pools = {
  read: (o: string): Promise<PoolsView> => ask(poolsViewSchema, `/api/o/${o}/pools`),
  setMember: (o: string, person: string, change: MemberChange): Promise<void> =>
    put(`/api/o/${o}/people/${person}/pool`, change),
  setPath: (o: string, change: PathChange): Promise<void> => put(`/api/o/${o}/pools/path`, change),
};

export const rooms = {
  add: (o: string, room: RoomDetails): Promise<void> => post(unread, `/api/o/${o}/rooms`, room),
  change: (o: string, id: string, room: RoomChange): Promise<void> => put(`/api/o/${o}/rooms/${id}`, room),
  remove: (o: string, id: string): Promise<void> => remove(`/api/o/${o}/rooms/${id}`),
};

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
