/** A small organisation over HTTP: Ada and Bob, one room, and an opening with a loop of two sessions. */
import assert from 'node:assert/strict';
import type { DaySearchResult, Alternative } from '#contract/day-search.ts';
import type { LoopTemplate } from '#domain/template/loop-template.ts';
import type { ApplicationView, OpeningView } from '#contract/opening.ts';
import type { Organisation } from '#contract/organisation.ts';
import type { Person, Room } from '#contract/people.ts';
import { instantText, minuteAt } from '#domain/time/zoned.ts';
import type { Answer, TestServer } from './web-server.ts';

export type Small = {
  readonly organisation: string;
  readonly opening: string;
  readonly ada: Person;
  readonly bob: Person;
  readonly room: Room;
  readonly candidates: readonly ApplicationView[];
  /** A Monday to come, so that nothing is past. */
  readonly day: string;
};

export const TEMPLATE: LoopTemplate = {
  hours: { from: '09:00', to: '12:00' },
  weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  modules: [
    {
      id: 'design',
      title: 'System design',
      kind: 'individual',
      minutes: 45,
      purpose: 'Think a system through.',
      seats: [
        { pool: 'Design', role: 'lead' },
        { pool: 'Learning', role: 'shadow', optional: true, anyone: true },
      ],
      room: { seats: 2 },
    },
    {
      id: 'debrief',
      title: 'Debrief',
      kind: 'debrief',
      minutes: 30,
      seats: [{ everyone: true }],
      last: true,
    },
  ],
};

export async function smallOrganisation(
  { ask }: Pick<TestServer, 'ask'>,
  names: readonly string[] = ['Lee'],
): Promise<Small> {
  const own = { name: 'Own', timeZone: 'Europe/Berlin' };
  const { id: organisation } = (await ask('POST', '/api/organisations', { body: own })).json<Organisation>();
  const at = `/api/o/${organisation}`;
  const person = async (name: string, pool: string): Promise<Person> => {
    const body = { name, title: 'Engineer', timeZone: 'Europe/Berlin', works: [], pools: [pool] };
    return (await ask('POST', `${at}/people`, { body })).json<Person>();
  };
  const ada = await person('Ada', 'Design');
  const bob = await person('Bob', 'Learning');
  const roomDetails = { name: 'Lathe', seats: 4, features: [], site: 'Mill' };
  const room = (await ask('POST', `${at}/rooms`, { body: roomDetails })).json<Room>();
  const title = { title: 'Engineer', timeZone: 'Europe/Berlin' };
  const opening = (await ask('POST', `${at}/openings`, { body: title })).json<OpeningView>();
  const template = { template: TEMPLATE, version: 1 };
  (await ask('PUT', `${at}/openings/${opening.id}/template`, { body: template })).json<OpeningView>();
  const candidates: ApplicationView[] = [];
  for (const name of names) {
    const body = { name, timeZone: 'America/New_York', available: [] };
    const added = await ask('POST', `${at}/openings/${opening.id}/candidates`, { body });
    candidates.push(added.json<ApplicationView>());
  }
  return { organisation, opening: opening.id, ada, bob, room, candidates, day: mondayToCome() };
}

export function mondayToCome(): string {
  const today = Temporal.Now.plainDateISO('UTC');
  return today.add({ days: 15 - today.dayOfWeek }).toString();
}

export async function search(
  { ask }: Pick<TestServer, 'ask'>,
  { organisation, day }: Pick<Small, 'organisation' | 'day'>,
  candidate: string,
): Promise<DaySearchResult> {
  const body = { from: day, to: day };
  return (
    await ask('POST', `/api/o/${organisation}/candidates/${candidate}/search`, { body })
  ).json<DaySearchResult>();
}

/** What the page sends to confirm an alternative. */
export function choiceOf({ sessions }: Pick<Alternative, 'sessions'>): {
  sessions: {
    module: string;
    start: string;
    end: string;
    people: { id: string; seat: number }[];
    room?: string;
  }[];
} {
  return {
    sessions: sessions.map(({ module, start, end, people, room }) => ({
      module,
      start,
      end,
      people: people.map(({ id, seat }) => ({ id, seat })),
      ...(room === undefined ? {} : { room: room.id }),
    })),
  };
}

type Booking = {
  readonly path: (small: Pick<Small, 'organisation'>, rest: string) => string;
  readonly confirm: (small: Small, candidate: string, body: unknown, key: string) => Promise<Answer>;
  /** The best alternative, as the page would send it. */
  readonly bestOf: (small: Small, candidate: string) => Promise<ReturnType<typeof choiceOf>>;
  /** The candidate of an organisation with one. */
  readonly only: (small: Small) => string;
};

/** What suites about confirming do; the server exists inside tests only. */
export function bookingAt(server: () => Pick<TestServer, 'ask'>): Booking {
  const path: Booking['path'] = (small, rest) => `/api/o/${small.organisation}/${rest}`;
  return {
    path,
    confirm: (small, candidate, body, key) =>
      server().ask('POST', path(small, `candidates/${candidate}/confirm`), {
        body,
        headers: { 'idempotency-key': key },
      }),
    bestOf: async (small, candidate) => {
      const { alternatives, whyNot } = await search(server(), small, candidate);
      const [best] = alternatives;
      assert.ok(best, whyNot?.text ?? 'no plan');
      return choiceOf(best);
    },
    only: (small) => small.candidates[0]?.id ?? '',
  };
}

/** So many minutes from a time in Berlin on. */
export function lasting(day: string, time: string, minutes: number): { start: string; end: string } {
  const start = minuteAt(day, time, 'Europe/Berlin');
  return { start: instantText(start, 'Europe/Berlin'), end: instantText(start + minutes, 'Europe/Berlin') };
}
