/** For every route that may change something: a call that is done with what it records, and one that is refused. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Leaving } from '#contract/leaving.ts';
import type { LoopView } from '#contract/loop.ts';
import type { LoopRepairs } from '#contract/repair.ts';
import type { OpenStore } from '#store/database/open.ts';
import type { SuperdayPlan } from '#contract/superday.ts';
import { auditCalendarCases } from './audit-calendar-cases.ts';
import { auditDayCases } from './audit-day-cases.ts';
import { auditLinkCases } from './audit-link-cases.ts';
import type { BentCalendars } from './bent-calendars.ts';
import { bookingAt, choiceOf, TEMPLATE, type Small } from './small-organisation.ts';
import { superdayChoiceOf } from './small-superday.ts';
import type { Answer, TestServer } from './web-server.ts';

/** A call that succeeds with the actions it records, and one that is refused. */
export type AuditCase = {
  readonly records: readonly string[];
  readonly done: (small: Small) => Promise<Answer>;
  readonly refused: (small: Small) => Promise<Answer>;
  /** The organisation of the entries, where it is not the one of the call. */
  readonly own?: (answer: Answer) => string;
};

const TRAINEE = { pool: 'Design', state: 'trainee' };
const NONE = '00000000-0000-7000-8000-000000000000';
const CALENDAR = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nEND:VCALENDAR\r\n';

export function auditCases(
  server: () => TestServer,
  { store, bent }: { readonly store: () => OpenStore; readonly bent: () => BentCalendars },
): Readonly<Record<string, AuditCase>> {
  const { path, confirm, bestOf, only } = bookingAt(server);
  const ask = (method: string, small: Small, rest: string, body?: unknown): Promise<Answer> =>
    server().ask(method, path(small, rest), body === undefined ? {} : { body });
  const keyed = (small: Small, rest: string, body: unknown): Promise<Answer> =>
    server().ask('POST', path(small, rest), { body, headers: { 'idempotency-key': randomUUID() } });
  const calendar = (small: Small, id: string, body: string): Promise<Answer> =>
    server().ask('PUT', path(small, `people/${id}/calendar?name=a.ics`), {
      body,
      headers: { 'content-type': 'text/calendar' },
    });
  const form = (small: Small, text: string): Promise<Answer> => {
    const body = new FormData();
    body.append('people', new File([text], 'people.json'));
    return server().ask('POST', path(small, 'import'), { body });
  };
  const confirmed = async (small: Small): Promise<LoopView> =>
    (await confirm(small, only(small), await bestOf(small, only(small)), randomUUID())).json<LoopView>();

  const person = { name: 'Eve', timeZone: 'Europe/Paris', works: [], pools: ['Design'] };
  const room = { name: 'Mill', features: [] };
  const opening = { title: 'Designer', timeZone: 'Europe/Berlin' };
  const nothing = { shadow: 0, reverseShadow: 0 };
  const trainee = (version: number): unknown => ({ ...TRAINEE, version, before: nothing });
  const pathOf = (pool: string): object => ({ pool, shadow: 3, reverseShadow: 1 });
  const candidate = { name: 'Kim', timeZone: 'UTC', available: [] };
  const teamOf = ({ ada }: Small): unknown => [{ person: ada.id, role: 'hiring-manager' }];
  const away = (small: Small): unknown => ({ what: 'away', person: small.bob.id, date: small.day });
  const repairOf = async (small: Small, loop: string): Promise<unknown> => {
    const event = away(small);
    const found = (await ask('POST', small, `loops/${loop}/repairs`, event)).json<LoopRepairs>();
    const [best] = found.rankings.told;
    assert.ok(best, found.none ?? 'no repair');
    return { event, sequence: found.sequence, plan: choiceOf(best) };
  };
  /** All that Bob has to come; `later` is how often he was changed meanwhile. */
  const handOverOf = async (small: Small, later: number): Promise<unknown> => {
    await confirmed(small);
    const leaving = (
      await ask('POST', small, `people/${small.bob.id}/hand-overs`, { chosen: [] })
    ).json<Leaving>();
    const loops = leaving.loops.map(({ loop, sequence, offers: [offer], none }) => {
      assert.ok(offer, none ?? 'no offer');
      return { loop, sequence, plan: choiceOf(offer) };
    });
    return { version: leaving.person.version + later, all: true, loops };
  };
  const superdayOf = async (small: Small): Promise<unknown> => {
    const body = { candidates: [only(small)], days: [small.day] };
    const found = await ask('POST', small, `openings/${small.opening}/superdays/search`, body);
    return superdayChoiceOf(found.json<SuperdayPlan>().board.sessions);
  };

  return {
    'POST /api/organisations': {
      records: ['organisation-started'],
      done: () => server().ask('POST', '/api/organisations', { body: { name: 'X', timeZone: 'UTC' } }),
      refused: () => server().ask('POST', '/api/organisations', { body: { name: '', timeZone: 'UTC' } }),
      own: (answer) => answer.json<{ id: string }>().id,
    },
    'POST /api/sample': {
      records: ['sample-made', 'plan-confirmed', 'superday-confirmed'],
      done: () => server().ask('POST', '/api/sample'),
      refused: () => server().ask('POST', '/api/sample?again=1'),
      own: (answer) => answer.json<{ id: string }>().id,
    },
    'POST /api/o/:o/people': {
      records: ['person-added'],
      done: (small) => ask('POST', small, 'people', person),
      refused: (small) => ask('POST', small, 'people', { ...person, role: 'administrator' }),
    },
    'PUT /api/o/:o/people/:id': {
      records: ['person-changed'],
      done: (small) => ask('PUT', small, `people/${small.ada.id.toUpperCase()}`, { ...person, version: 1 }),
      refused: (small) => ask('PUT', small, `people/${small.ada.id}`, { ...person, version: 7 }),
    },
    'DELETE /api/o/:o/people/:id': {
      records: ['person-removed'],
      done: (small) => ask('DELETE', small, `people/${small.ada.id}`),
      refused: (small) => ask('DELETE', small, `people/${NONE}`),
    },
    'POST /api/o/:o/rooms': {
      records: ['room-added'],
      done: (small) => ask('POST', small, 'rooms', room),
      refused: (small) => ask('POST', small, 'rooms', { ...room, seats: 0 }),
    },
    'PUT /api/o/:o/rooms/:id': {
      records: ['room-changed'],
      done: (small) => ask('PUT', small, `rooms/${small.room.id}`, { ...room, version: 1 }),
      refused: (small) => ask('PUT', small, `rooms/${small.room.id}`, { ...room, version: 7 }),
    },
    'DELETE /api/o/:o/rooms/:id': {
      records: ['room-removed'],
      done: (small) => ask('DELETE', small, `rooms/${small.room.id}`),
      refused: (small) => ask('DELETE', small, `rooms/${NONE}`),
    },
    'PUT /api/o/:o/walking': {
      records: ['walking-set'],
      done: (small) => ask('PUT', small, 'walking', { walking: [{ sites: ['A', 'B'], minutes: 5 }] }),
      refused: (small) => ask('PUT', small, 'walking', { walking: [{ sites: ['A', 'A'], minutes: 5 }] }),
    },
    'PUT /api/o/:o/people/:id/pool': {
      records: ['training-begun'],
      done: (small) => ask('PUT', small, `people/${small.ada.id}/pool`, trainee(1)),
      refused: (small) => ask('PUT', small, `people/${small.ada.id}/pool`, trainee(7)),
    },
    'PUT /api/o/:o/pools/path': {
      records: ['training-path-set'],
      done: (small) => ask('PUT', small, 'pools/path', { ...pathOf('Design'), version: 0 }),
      refused: (small) => ask('PUT', small, 'pools/path', { ...pathOf('Design'), version: 7 }),
    },
    'POST /api/o/:o/people/:id/hand-overs': {
      records: [],
      done: (small) => ask('POST', small, `people/${small.bob.id}/hand-overs`, { chosen: [] }),
      refused: (small) => ask('POST', small, `people/${NONE}/hand-overs`, { chosen: [] }),
    },
    'POST /api/o/:o/people/:id/hand-over': {
      records: ['plan-confirmed', 'repair-accepted', 'person-removed'],
      done: async (small) => keyed(small, `people/${small.bob.id}/hand-over`, await handOverOf(small, 0)),
      refused: async (small) => keyed(small, `people/${small.bob.id}/hand-over`, await handOverOf(small, 7)),
    },
    'PUT /api/o/:o/people/:id/calendar': {
      records: ['calendar-read'],
      done: (small) => calendar(small, small.ada.id, CALENDAR),
      refused: (small) => calendar(small, small.ada.id, 'no calendar'),
    },
    'DELETE /api/o/:o/people/:id/calendar': {
      records: ['calendar-read', 'calendar-forgotten'],
      done: async (small) => {
        (await calendar(small, small.ada.id, CALENDAR)).json();
        return ask('DELETE', small, `people/${small.ada.id}/calendar`);
      },
      refused: (small) => ask('DELETE', small, `people/${NONE}/calendar`),
    },
    'POST /api/o/:o/import': {
      records: ['people-imported'],
      done: (small) =>
        form(
          small,
          JSON.stringify({
            format: 'people/1',
            people: [{ id: 'zoe' }],
            candidates: [{ id: 'max' }],
            rooms: [{ id: 'hall' }],
          }),
        ),
      refused: (small) =>
        form(small, '{"format":"people/1","people":[{"id":"a"},{"id":"a"}],"candidates":[]}'),
    },
    'POST /api/o/:o/openings': {
      records: ['opening-created'],
      done: (small) => ask('POST', small, 'openings', opening),
      refused: (small) => ask('POST', small, 'openings', { ...opening, title: '' }),
    },
    'PUT /api/o/:o/openings/:id': {
      records: ['opening-changed'],
      done: (small) => ask('PUT', small, `openings/${small.opening}`, { ...opening, version: 1 }),
      refused: (small) => ask('PUT', small, `openings/${small.opening}`, { ...opening, version: 7 }),
    },
    'PUT /api/o/:o/openings/:id/template': {
      records: ['template-saved'],
      done: (small) =>
        ask('PUT', small, `openings/${small.opening}/template`, { template: TEMPLATE, version: 2 }),
      refused: (small) =>
        ask('PUT', small, `openings/${small.opening}/template`, { template: TEMPLATE, version: 1 }),
    },
    'PUT /api/o/:o/openings/:id/team': {
      records: ['team-saved'],
      done: (small) =>
        ask('PUT', small, `openings/${small.opening}/team`, { team: teamOf(small), version: 1 }),
      refused: (small) =>
        ask('PUT', small, `openings/${small.opening}/team`, { team: teamOf(small), version: 7 }),
    },
    'POST /api/o/:o/openings/:id/candidates': {
      records: ['candidate-added'],
      done: (small) => ask('POST', small, `openings/${small.opening}/candidates`, candidate),
      refused: (small) => ask('POST', small, `openings/${NONE}/candidates`, candidate),
    },
    'PUT /api/o/:o/candidates/:id': {
      records: ['candidate-changed'],
      done: (small) => ask('PUT', small, `candidates/${only(small)}`, { ...candidate, version: 1 }),
      refused: (small) => ask('PUT', small, `candidates/${only(small)}`, { ...candidate, version: 7 }),
    },
    'DELETE /api/o/:o/candidates/:id': {
      records: ['candidate-removed'],
      done: (small) => ask('DELETE', small, `candidates/${only(small)}`),
      refused: (small) => ask('DELETE', small, `candidates/${NONE}`),
    },
    'POST /api/o/:o/candidates/:id/search': {
      records: [],
      done: (small) =>
        ask('POST', small, `candidates/${only(small)}/search`, { from: small.day, to: small.day }),
      refused: (small) => ask('POST', small, `candidates/${NONE}/search`, { from: small.day, to: small.day }),
    },
    'POST /api/o/:o/candidates/:id/changes': {
      records: [],
      done: async (small) => {
        const plan = await bestOf(small, only(small));
        const range = { from: small.day, to: small.day };
        return ask('POST', small, `candidates/${only(small)}/changes`, { range, plan, module: 'design' });
      },
      refused: (small) => ask('POST', small, `candidates/${only(small)}/changes`, {}),
    },
    'DELETE /api/o/:o/searches/:id': {
      records: [],
      done: async (small) => {
        const search = randomUUID();
        server().services.context.searches.set(`${small.organisation} ${search}`, new AbortController());
        return ask('DELETE', small, `searches/${search}`);
      },
      refused: (small) => ask('DELETE', small, `searches/${NONE}`),
    },
    'POST /api/o/:o/candidates/:id/confirm': {
      records: ['plan-confirmed'],
      done: async (small) =>
        keyed(small, `candidates/${only(small)}/confirm`, await bestOf(small, only(small))),
      // Stored, and found taken: what was written before the refusal goes with it.
      refused: async (small) => {
        const choice = await bestOf(small, only(small));
        const added = await ask('POST', small, `openings/${small.opening}/candidates`, candidate);
        const other = added.json<{ id: string }>();
        (await confirm(small, other.id, choice, randomUUID())).json();
        return keyed(small, `candidates/${only(small)}/confirm`, choice);
      },
    },
    ...auditLinkCases({ server, store, ask, confirmed, only }),
    ...auditDayCases({ ask, store, confirmed }),
    ...auditCalendarCases({ ask, store, bent, confirmed }),
    'POST /api/o/:o/loops/:id/repairs': {
      records: ['plan-confirmed'],
      done: async (small) => ask('POST', small, `loops/${(await confirmed(small)).id}/repairs`, away(small)),
      refused: (small) => ask('POST', small, `loops/${NONE}/repairs`, away(small)),
    },
    'POST /api/o/:o/loops/:id/repair': {
      records: ['plan-confirmed', 'repair-accepted'],
      done: async (small) => {
        const { id } = await confirmed(small);
        return keyed(small, `loops/${id}/repair`, await repairOf(small, id));
      },
      refused: (small) => keyed(small, `loops/${NONE}/repair`, { event: away(small), sequence: 0, plan: {} }),
    },
    'POST /api/o/:o/loops/:id/cancel': {
      records: ['plan-confirmed', 'loop-cancelled'],
      // The second time there is nothing to cancel.
      done: async (small) => {
        const { id } = await confirmed(small);
        (await ask('POST', small, `loops/${id}/cancel`)).json();
        return ask('POST', small, `loops/${id}/cancel`);
      },
      refused: (small) => ask('POST', small, `loops/${NONE}/cancel`),
    },
    'POST /api/o/:o/openings/:id/superdays/search': {
      records: [],
      done: (small) =>
        ask('POST', small, `openings/${small.opening}/superdays/search`, {
          candidates: [only(small)],
          days: [small.day],
        }),
      refused: (small) => ask('POST', small, `openings/${small.opening}/superdays/search`, {}),
    },
    'POST /api/o/:o/openings/:id/superdays': {
      records: ['superday-confirmed'],
      done: async (small) => keyed(small, `openings/${small.opening}/superdays`, await superdayOf(small)),
      refused: async (small) => keyed(small, `openings/${NONE}/superdays`, await superdayOf(small)),
    },
  };
}
