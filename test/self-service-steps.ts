/** What coordinators and candidates do about offered days, over HTTP. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { ApplicationView } from '#contract/opening.ts';
import type { SchedulingOpen, SchedulingView, SelfServiceView } from '#contract/self-service.ts';
import type { OpenStore } from '#store/database/open.ts';
import { codeIn, tokenIn } from './links.ts';
import { choiceOf, type Small } from './small-organisation.ts';
import type { DaySearchResult } from '#contract/day-search.ts';
import type { Answer, TestServer } from './web-server.ts';

type Choice = ReturnType<typeof choiceOf>;

export type SelfServiceSteps = {
  /** The candidate gets an address. */
  readonly withEmail: (small: Small, id: string, name?: string) => Promise<void>;
  /** The alternatives of a search from the small organisation's day on. */
  readonly daysFor: (small: Small, id: string, days?: number) => Promise<readonly Choice[]>;
  readonly offer: (small: Small, id: string, plans: readonly Choice[], more?: object) => Promise<Answer>;
  readonly linkOf: (small: Small, id: string) => Promise<string>;
  readonly seen: (link: string, cookie?: string) => Promise<SchedulingOpen>;
  readonly state: (small: Small, id: string) => Promise<SelfServiceView>;
  /** Types the code from the mail and answers the cookie of the sitting. */
  readonly sit: (link: string | undefined) => Promise<string>;
  readonly byLink: (path: string, link: string | undefined, cookie: string, body?: object) => Promise<Answer>;
  /** As if the offer's time were over. */
  readonly lapse: (application: string) => Promise<unknown>;
  /** As if what can be taken back could not be any more. */
  readonly tooLate: () => Promise<unknown>;
};

export function selfServiceAt(server: () => TestServer, store: () => OpenStore): SelfServiceSteps {
  const ask: TestServer['ask'] = (...call) => server().ask(...call);
  const path = (small: Small, rest: string): string => `/api/o/${small.organisation}/${rest}`;
  return {
    withEmail: async (small, id, name = 'Lee') => {
      const body = {
        name,
        email: `${name}@example.org`,
        timeZone: 'America/New_York',
        available: [],
        version: 1,
      };
      (await ask('PUT', path(small, `candidates/${id}`), { body })).json<ApplicationView>();
    },
    daysFor: async (small, id, days = 7) => {
      const to = Temporal.PlainDate.from(small.day).add({ days }).toString();
      const body = { from: small.day, to };
      const found = (
        await ask('POST', path(small, `candidates/${id}/search`), { body })
      ).json<DaySearchResult>();
      assert.ok(found.alternatives.length > 0, found.whyNot?.text ?? 'no plan');
      return found.alternatives.map(choiceOf);
    },
    offer: (small, id, plans, more = {}) =>
      ask('POST', path(small, `candidates/${id}/offer`), {
        body: { plans, hours: 72, ...more },
        headers: { 'idempotency-key': randomUUID() },
      }),
    linkOf: async (small, id) =>
      (await ask('POST', path(small, `candidates/${id}/ask-times`))).json<{ link: string }>().link,
    seen: async (link, cookie) => {
      const headers = cookie === undefined ? {} : { headers: { cookie } };
      const body = { token: tokenIn(link) };
      const view = (await ask('POST', '/api/scheduling/look', { body, ...headers })).json<SchedulingView>();
      assert.ok(view.is === 'open', JSON.stringify(view));
      return view;
    },
    state: async (small, id) =>
      (await ask('GET', path(small, `candidates/${id}/self-service`))).json<SelfServiceView>(),
    sit: async (link) => {
      const token = tokenIn(link);
      const { request } = (await ask('POST', '/api/link/code', { body: { token } })).json<{
        request: string;
      }>();
      const code = await codeIn(server(), store());
      const begun = await ask('POST', '/api/link/sitting', { body: { token, request, code } });
      assert.equal(begun.status, 200, begun.text);
      return begun.headers.get('set-cookie')?.split(';')[0] ?? assert.fail('no cookie');
    },
    byLink: (at, link, cookie, body = {}) =>
      ask('POST', at, { body: { token: tokenIn(link), ...body }, headers: { cookie } }),
    lapse: (application) =>
      sql`update offer set held_until = now() - interval '1 second'
        where application_id = ${application} and status = 'open'`.execute(store().db),
    tooLate: () =>
      sql`update change_request set undo_until = now() - interval '1 second'
        where undo_until is not null`.execute(store().db),
  };
}
