/** An organisation with an opening whose loop has a group exercise and a talk, for suites about superdays. */
import assert from 'node:assert/strict';
import type { LoopTemplate } from '#domain/template/loop-template.ts';
import type { ApplicationView, OpeningView } from '#contract/opening.ts';
import type { Organisation } from '#contract/organisation.ts';
import type { LoopView } from '#contract/loop.ts';
import type { PeopleView, Person, Room } from '#contract/people.ts';
import type { SuperdayConfirmation, SuperdayPlan, SuperdayView } from '#contract/superday.ts';
import { mondayToCome } from './small-organisation.ts';
import type { Answer, TestServer } from './web-server.ts';

export type Superday = {
  readonly organisation: string;
  readonly opening: string;
  readonly ada: Person;
  readonly bob: Person;
  readonly cem: Person;
  readonly hall: Room;
  readonly candidates: readonly ApplicationView[];
  /** A Monday to come, so that nothing is past. */
  readonly day: string;
};

/** Ada leads the exercise; Bob, Cem, Dov and Eli talk with one candidate each at a time. */
export const SUPERDAY_TEMPLATE: LoopTemplate = {
  hours: { from: '09:00', to: '12:00' },
  weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  modules: [
    {
      id: 'exercise',
      title: 'Group exercise',
      kind: 'group',
      minutes: 60,
      seats: [{ pool: 'Exercise', role: 'lead' }],
      room: { oneOf: [] },
      together: 4,
    },
    {
      id: 'talk',
      title: 'Talk',
      kind: 'individual',
      minutes: 30,
      seats: [{ pool: 'Talk', role: 'lead' }],
      after: ['exercise'],
    },
  ],
};

export async function smallSuperday(
  { ask }: TestServer,
  names: readonly string[],
  template: LoopTemplate = SUPERDAY_TEMPLATE,
): Promise<Superday> {
  const own = { name: 'Own', timeZone: 'Europe/Berlin' };
  const { id: organisation } = (await ask('POST', '/api/organisations', { body: own })).json<Organisation>();
  const at = `/api/o/${organisation}`;
  const person = async (name: string, pool: string): Promise<Person> => {
    const body = { name, timeZone: 'Europe/Berlin', works: [], pools: [pool] };
    return (await ask('POST', `${at}/people`, { body })).json<Person>();
  };
  const ada = await person('Ada', 'Exercise');
  const bob = await person('Bob', 'Talk');
  const cem = await person('Cem', 'Talk');
  for (const name of ['Dov', 'Eli']) await person(name, 'Talk');
  const hallDetails = { name: 'Hall', seats: 20, features: [] };
  const hall = (await ask('POST', `${at}/rooms`, { body: hallDetails })).json<Room>();
  const title = { title: 'Trainee', timeZone: 'Europe/Berlin' };
  const opening = (await ask('POST', `${at}/openings`, { body: title })).json<OpeningView>();
  const modules = template.modules.map((module) =>
    module.room === undefined ? module : { ...module, room: { oneOf: [hall.id] } },
  );
  const body = { template: { ...template, modules }, version: 1 };
  (await ask('PUT', `${at}/openings/${opening.id}/template`, { body })).json<OpeningView>();
  const candidates: ApplicationView[] = [];
  for (const name of names) {
    const details = { name, timeZone: 'Europe/Berlin', available: [] };
    const added = await ask('POST', `${at}/openings/${opening.id}/candidates`, { body: details });
    candidates.push(added.json<ApplicationView>());
  }
  return { organisation, opening: opening.id, ada, bob, cem, hall, candidates, day: mondayToCome() };
}

type Doing = {
  readonly path: (superday: Superday, rest: string) => string;
  readonly plan: (superday: Superday, whom?: readonly ApplicationView[]) => Promise<SuperdayPlan>;
  readonly confirm: (superday: Superday, body: unknown, key: string) => Promise<Answer>;
  /** The plan for all of them, as the page would send it. */
  readonly bestOf: (superday: Superday, whom?: readonly ApplicationView[]) => Promise<SuperdayConfirmation>;
  /** The best plan for all of them, stored. */
  readonly confirmed: (superday: Superday, key?: string) => Promise<SuperdayView>;
  readonly cancel: (superday: Superday, loop: string) => Promise<LoopView>;
  /** Ada's calendar, with names, lines unfolded. */
  readonly feedOf: (superday: Superday) => Promise<string>;
  /** Sessions that the person has still to hold. */
  readonly upcomingOf: (superday: Superday, name: string) => Promise<number | undefined>;
};

/** What suites about superdays do; the server exists inside tests only. */
export function superdaysAt(server: () => TestServer): Doing {
  const path: Doing['path'] = ({ organisation }, rest) => `/api/o/${organisation}/${rest}`;
  const plan: Doing['plan'] = async (superday, whom = superday.candidates) => {
    const body = { candidates: whom.map(({ id }) => id), days: [superday.day] };
    const at = path(superday, `openings/${superday.opening}/superdays/search`);
    return (await server().ask('POST', at, { body })).json<SuperdayPlan>();
  };
  const confirm: Doing['confirm'] = (superday, body, key) =>
    server().ask('POST', path(superday, `openings/${superday.opening}/superdays`), {
      body,
      headers: { 'idempotency-key': key },
    });
  const bestOf: Doing['bestOf'] = async (superday, whom) => {
    const { board, leftOut } = await plan(superday, whom);
    assert.deepEqual(leftOut, []);
    return superdayChoiceOf(board.sessions);
  };
  return {
    path,
    plan,
    confirm,
    bestOf,
    confirmed: async (superday, key = 'one') =>
      (await confirm(superday, await bestOf(superday), key)).json<SuperdayView>(),
    cancel: async (superday, loop) =>
      (await server().ask('POST', path(superday, `loops/${loop}/cancel`))).json<LoopView>(),
    feedOf: async (superday) => {
      const { ada } = superday;
      const body = { names: true };
      (await server().ask('PUT', path(superday, `people/${ada.id}/feed`), { body })).json();
      return (await server().ask('GET', ada.feed)).text.replaceAll('\r\n ', '');
    },
    upcomingOf: async (superday, name) => {
      const { people } = (await server().ask('GET', path(superday, 'people'))).json<PeopleView>();
      return people.find((person) => person.name === name)?.upcomingSessions;
    },
  };
}

/** The id of the loop of the candidate of that name. */
export function loopOf({ loops }: SuperdayView, name: string): string {
  return loops.find((loop) => loop.name === name)?.id ?? '';
}

/** What the page sends to confirm a plan. */
export function superdayChoiceOf(sessions: SuperdayPlan['board']['sessions']): SuperdayConfirmation {
  return {
    sessions: sessions.map(({ module, candidates, start, end, people, room }) => ({
      module,
      candidates,
      start,
      end,
      people: people.map(({ id, seat }) => ({ id, seat })),
      ...(room === undefined ? {} : { room: room.id }),
    })),
  };
}
