/** The cases of `audit-cases.ts` about calendars that are connected. */
import { sql } from 'kysely';
import type { LoopView } from '#contract/loop.ts';
import type { Person } from '#contract/people.ts';
import type { OpenStore } from '#store/database/open.ts';
import type { AuditCase } from './audit-cases.ts';
import type { BentCalendars } from './bent-calendars.ts';
import type { Small } from './small-organisation.ts';
import type { Answer } from './web-server.ts';

const NONE = '00000000-0000-7000-8000-000000000000';

type Means = {
  readonly ask: (method: string, small: Small, rest: string, body?: unknown) => Promise<Answer>;
  readonly store: () => OpenStore;
  readonly bent: () => BentCalendars;
  readonly confirmed: (small: Small) => Promise<LoopView>;
};

export function auditCalendarCases({
  ask,
  store,
  bent,
  confirmed,
}: Means): Readonly<Record<string, AuditCase>> {
  const calendars = (small: Small, rest: string, body: unknown): Promise<Answer> =>
    ask('POST', small, `people/${small.ada.id}/calendars${rest}`, body);
  const feed = (): unknown => ({ kind: 'feed', address: `${bent().url}/feed.ics` });
  const login = (password: string): object => ({ user: 'ada', password });
  const connected = async (small: Small, body: unknown): Promise<string> =>
    (await calendars(small, '', body)).json<Person>().calendars[0]?.id ?? '';
  const account = (): unknown => ({ kind: 'caldav', ...login('right'), calendars: [`${bent().url}/dav/`] });
  const chosen = (name: string, records: readonly string[]): AuditCase => ({
    records: ['calendar-connected', ...records],
    done: async (small) => calendars(small, `/${name}`, { calendar: await connected(small, feed()) }),
    refused: (small) => calendars(small, `/${name}`, { calendar: NONE }),
  });
  return {
    'POST /api/o/:o/loops/:id/clocks': {
      records: ['plan-confirmed', 'clocks-followed'],
      done: async (small) => {
        const { id } = await confirmed(small);
        await sql`update session set starts_at = starts_at + interval '3 hours', ends_at = ends_at + interval '3 hours'
          where organisation_id = ${small.organisation}`.execute(store().db);
        return ask('POST', small, `loops/${id}/clocks`);
      },
      refused: async (small) => ask('POST', small, `loops/${(await confirmed(small)).id}/clocks`),
    },
    'POST /api/o/:o/people/:id/calendars/find': {
      records: [],
      done: (small) => calendars(small, '/find', { address: `${bent().url}/dav/`, ...login('right') }),
      refused: (small) => calendars(small, '/find', { address: '', ...login('right') }),
    },
    'POST /api/o/:o/people/:id/calendars': {
      records: ['calendar-connected'],
      done: (small) => calendars(small, '', feed()),
      refused: async (small) => {
        await connected(small, feed());
        return calendars(small, '', feed());
      },
    },
    'POST /api/o/:o/people/:id/calendars/sign-in': {
      records: ['calendar-connected', 'calendar-signed-in'],
      done: async (small) => {
        const calendar = await connected(small, account());
        return calendars(small, '/sign-in', { calendar, password: 'right' });
      },
      refused: (small) => calendars(small, '/sign-in', { calendar: NONE, password: 'right' }),
    },
    'POST /api/o/:o/people/:id/calendars/write': {
      records: ['calendar-connected', 'writing-begun'],
      done: async (small) => calendars(small, '/write', { calendar: await connected(small, account()) }),
      refused: async (small) => calendars(small, '/write', { calendar: await connected(small, feed()) }),
    },
    'POST /api/o/:o/people/:id/calendars/write-again': {
      records: ['calendar-connected', 'written-again'],
      done: async (small) =>
        calendars(small, '/write-again', { calendar: await connected(small, account()) }),
      refused: (small) => calendars(small, '/write-again', { calendar: NONE }),
    },
    'POST /api/o/:o/people/:id/calendars/disconnect': chosen('disconnect', ['calendar-disconnected']),
    'POST /api/o/:o/people/:id/calendars/refresh': chosen('refresh', []),
    'POST /api/o/:o/people/:id/calendars/empty': {
      ...chosen('empty', []),
      records: ['calendar-connected', 'calendar-emptied'],
      done: async (small) => {
        const calendar = await connected(small, feed());
        await sql`update calendar set questioned_at = now() where id = ${calendar}`.execute(store().db);
        return calendars(small, '/empty', { calendar });
      },
    },
  };
}
