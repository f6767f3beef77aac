/** An organisation whose loops are one talk, led by somebody of the pool Design, with seats to learn in beside. */
import assert from 'node:assert/strict';
import type { LoopView } from '#contract/loop.ts';
import type { ApplicationView, OpeningView } from '#contract/opening.ts';
import type { Organisation } from '#contract/organisation.ts';
import type { Person, PersonDetails } from '#contract/people.ts';
import type { MemberChange, MemberView, PoolView, PoolsView } from '#contract/pools.ts';
import type { LoopTemplate, TemplateSeat } from '#domain/template/loop-template.ts';
import { choiceOf, mondayToCome, search } from './small-organisation.ts';
import type { Answer, TestServer } from './web-server.ts';

export const LEARNING: readonly TemplateSeat[] = [
  { pool: 'Design', role: 'lead' },
  { pool: 'Design', role: 'shadow', optional: true },
  { pool: 'Design', role: 'reverse_shadow', optional: true },
];

export type Company = {
  readonly organisation: string;
  readonly opening: string;
  /** A Monday to come. */
  readonly day: string;
  readonly at: string;
  readonly add: (name: string, more?: Partial<PersonDetails>) => Promise<Person>;
  readonly candidate: (name: string) => Promise<ApplicationView>;
  /** Confirms the best plan on the day. */
  readonly plan: (candidate: ApplicationView) => Promise<LoopView>;
  readonly pool: () => Promise<PoolView>;
  readonly member: (name: string) => Promise<MemberView>;
  readonly set: (name: string, change: Partial<MemberChange>) => Promise<Answer>;
};

/** Candidates come on that day alone, from nine to twelve. */
export async function company(
  server: TestServer,
  seats: readonly TemplateSeat[] = [{ pool: 'Design', role: 'lead' }],
): Promise<Company> {
  const { ask } = server;
  const own = { name: 'Own', timeZone: 'Europe/Berlin' };
  const { id: organisation } = (await ask('POST', '/api/organisations', { body: own })).json<Organisation>();
  const at = `/api/o/${organisation}`;
  const day = mondayToCome();
  const title = { title: 'Engineer', timeZone: 'Europe/Berlin' };
  const opening = (await ask('POST', `${at}/openings`, { body: title })).json<OpeningView>();
  const template: LoopTemplate = {
    hours: { from: '09:00', to: '12:00' },
    weekdays: ['mon'],
    modules: [{ id: 'talk', title: 'Talk', kind: 'individual', minutes: 45, seats }],
  };
  const body = { template, version: 1 };
  (await ask('PUT', `${at}/openings/${opening.id}/template`, { body })).json<OpeningView>();
  const pool = async (): Promise<PoolView> => {
    const { pools } = (await ask('GET', `${at}/pools`)).json<PoolsView>();
    return pools.find(({ name }) => name === 'Design') ?? assert.fail('no pool');
  };
  const member = async (name: string): Promise<MemberView> =>
    (await pool()).members.find((one) => one.name === name) ?? assert.fail(`no ${name} in the pool`);
  return {
    organisation,
    opening: opening.id,
    day,
    at,
    pool,
    member,
    add: async (name, more = {}) => {
      const details = { name, timeZone: 'Europe/Berlin', works: [], pools: ['Design'], ...more };
      return (await ask('POST', `${at}/people`, { body: details })).json<Person>();
    },
    candidate: async (name) => {
      const available = [{ start: `${day}T09:00:00+01:00`, end: `${day}T12:00:00+01:00` }];
      const details = { name, timeZone: 'Europe/Berlin', available };
      return (await ask('POST', `${at}/openings/${opening.id}/candidates`, { body: details })).json();
    },
    plan: async ({ id }) => {
      const { alternatives, whyNot } = await search(server, { organisation, day }, id);
      const [best] = alternatives;
      assert.ok(best, whyNot?.text ?? 'no plan');
      const headers = { 'idempotency-key': `plan ${id}`.replace(' ', '-') };
      return (await ask('POST', `${at}/candidates/${id}/confirm`, { body: choiceOf(best), headers })).json();
    },
    set: async (name, change) => {
      const { id, version, state, before } = await member(name);
      return ask('PUT', `${at}/people/${id}/pool`, {
        body: { pool: 'Design', version, state, before, ...change },
      });
    },
  };
}

/** Who sits in the talk, by role. */
export function seated({ sessions }: LoopView): string {
  const people = sessions.flatMap((session) => session.people.map(({ name, role }) => `${role} ${name}`));
  return people.sort().join(', ');
}
