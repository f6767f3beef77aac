/** Real invitations, what comes back to them, and how they stand afterwards. */
import assert from 'node:assert/strict';
import { after, before } from 'node:test';
import type { MailList, MailSeen } from '#contract/mail.ts';
import type { Received } from '#usecases/mail/receive-mail.ts';
import { openReceiving, type Receiving } from '../src/jobs/receiving.ts';
import { invitedBy, type Invited } from './answering.ts';
import type { TestDatabase } from './databases.ts';
import { mailAtRest } from './mail-at-rest.ts';
import { toldWorld, type Told, type ToldWorld } from './told-world.ts';

export type InvitedPeople = {
  readonly told: Told;
  readonly ada: Invited;
  readonly lee: Invited;
  readonly loop: string;
};

export type AnswersWorld = {
  readonly world: ToldWorld;
  readonly receive: (mail: Uint8Array) => Promise<Received>;
  /** A confirmed loop whose invitations have all arrived, and are marked as sent. */
  readonly invited: () => Promise<InvitedPeople>;
  readonly stand: (of: Invited) => Promise<object>;
  readonly kept: (of: Invited) => Promise<readonly KeptRow[]>;
  readonly listed: (told: Told, rest: string) => Promise<readonly MailSeen[]>;
};

export type KeptRow = {
  readonly kind: string;
  readonly why: string | null;
  readonly response: string | null;
  readonly words: string | null;
  readonly open: boolean;
};

export const idOf = ({ uid }: Invited): string => uid.split('@')[0] ?? '';
export const pathOf = (told: Told, rest: string): string => `/api/o/${told.organisation}/${rest}`;

export function answersWorld(database: TestDatabase): AnswersWorld {
  const world = toldWorld(database);
  let receiving: Receiving | undefined;
  before(() => {
    receiving = openReceiving(database.store());
  });
  after(() => receiving?.close());
  return {
    world,
    receive: async (mail) => {
      const done = await receiving?.receive(mail);
      assert.ok(done?.ok === true, JSON.stringify(done));
      return done.value;
    },
    invited: async () => {
      const people = await invited(world);
      await mailAtRest(database);
      return people;
    },
    stand: (of) =>
      database
        .store()
        .db.selectFrom('session_invitation')
        .select(['response', 'response_sequence as sequence', 'response_stamp as stamp'])
        .where('id', '=', idOf(of))
        .executeTakeFirstOrThrow(),
    kept: (of) =>
      database
        .store()
        .db.selectFrom('incoming_mail')
        .select(['kind', 'why', 'response', 'words', 'open'])
        .where('invitation_id', '=', idOf(of))
        .orderBy('id')
        .execute(),
    listed: async (told, rest) => (await world.server().ask('GET', pathOf(told, rest))).json<MailList>().mail,
  };
}

async function invited(world: ToldWorld): Promise<InvitedPeople> {
  const told = await world.organisation();
  const loop = await world.confirmed(told);
  const attendees = Map.groupBy(
    loop.sessions.flatMap(({ people }) => people.map(({ name }) => name)).concat('Lee'),
    (name) => name,
  );
  const mails = new Map<string, Invited>();
  for (const [name, times] of attendees) {
    const [first] = await world.sink().wait(times.length, told.addressOf(name));
    mails.set(name, invitedBy(first ?? assert.fail(name)));
  }
  const of = (name: string): Invited => mails.get(name) ?? assert.fail(name);
  return { told, ada: of('Ada'), lee: of('Lee'), loop: loop.id };
}
