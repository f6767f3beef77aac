import { sql, type Kysely, type RawBuilder } from 'kysely';
import { INVITATION_LASTS_DAYS, type Invitation } from '#domain/account/account.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { Role } from '#domain/policy/viewer.ts';
import { clock, clockPlus } from './account-clock.ts';
import type { Database } from '#store/schema.ts';

export type NewInvitation = {
  readonly id: string;
  readonly person: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly tokenHash: string;
  /** Of the link that is mailed, where one is: whoever brings it has the mailbox. The other one whoever invites has too. */
  readonly mailedHash?: string;
};

/** What the link is for; `mailed`: it was found by the one that went through the mail. */
export type OpenInvitation = Omit<NewInvitation, 'mailedHash'> & {
  readonly organisation: string;
  readonly name: string;
  readonly mailed: boolean;
};

export type Invitations = {
  list(organisation: string): Promise<Invitation[]>;
  /** Takes the place of an earlier invitation of the same person, whose link opens nothing from then on. */
  put(organisation: string, invitation: NewInvitation): Promise<{ readonly endsAt: Instant }>;
  /** Whom it invited; undefined when there is none. */
  remove(organisation: string, id: string): Promise<string | undefined>;
  removeOf(organisation: string, person: string): Promise<void>;
  /** The invitation, if its time is not over. */
  byToken(tokenHash: string): Promise<OpenInvitation | undefined>;
  /** Of the organisation to that address, if its time is not over. */
  byEmail(organisation: string, email: string): Promise<OpenInvitation | undefined>;
  /** Takes it away and answers what it was; of several who ask at the same time one gets it. */
  use(tokenHash: string): Promise<OpenInvitation | undefined>;
};

export function invitationsIn(db: Kysely<Database>): Invitations {
  return {
    list: (organisation) => list(db, organisation),
    put: async (organisation, { id, person, email, roles, tokenHash, mailedHash }) => {
      await db
        .deleteFrom('invitation')
        .where('organisation_id', '=', organisation)
        .where('person_id', '=', person)
        .execute();
      return db
        .insertInto('invitation')
        .values({
          organisation_id: organisation,
          id,
          person_id: person,
          email,
          roles: JSON.stringify(roles),
          token_hash: tokenHash,
          mailed_hash: mailedHash ?? null,
          made_at: clock,
          ends_at: clockPlus(INVITATION_LASTS_DAYS, 'days'),
        })
        .returning('ends_at as endsAt')
        .executeTakeFirstOrThrow();
    },
    remove: async (organisation, id) => {
      const done = await db
        .deleteFrom('invitation')
        .where('organisation_id', '=', organisation)
        .where('id', '=', id)
        .returning('person_id as person')
        .executeTakeFirst();
      return done?.person;
    },
    removeOf: async (organisation, person) => {
      await db
        .deleteFrom('invitation')
        .where('organisation_id', '=', organisation)
        .where('person_id', '=', person)
        .execute();
    },
    byToken: (tokenHash) => open(db, tokenHash).where(isOf(tokenHash)).executeTakeFirst(),
    byEmail: (organisation, email) =>
      open(db)
        .where('i.organisation_id', '=', organisation)
        .where('i.email', '=', email)
        .orderBy('i.made_at', 'desc')
        .executeTakeFirst(),
    use: async (tokenHash) => {
      const invitation = await open(db, tokenHash).where(isOf(tokenHash)).executeTakeFirst();
      const done = await db
        .deleteFrom('invitation as i')
        .where(isOf(tokenHash))
        .where('ends_at', '>', clock)
        .executeTakeFirst();
      return done.numDeletedRows === 1n ? invitation : undefined;
    },
  };
}

function list(db: Kysely<Database>, organisation: string): Promise<Invitation[]> {
  return db
    .selectFrom('invitation as i')
    .innerJoin('person as p', (join) =>
      join.onRef('p.organisation_id', '=', 'i.organisation_id').onRef('p.id', '=', 'i.person_id'),
    )
    .select(['i.id', 'i.person_id as person', 'p.name', 'i.email', 'i.roles', 'i.ends_at as endsAt'])
    .select(sql<boolean>`i.ends_at <= ${clock}`.as('late'))
    .where('i.organisation_id', '=', organisation)
    .where('p.removed_at', 'is', null)
    .orderBy(sql`p.name collate "und-x-icu"`)
    .orderBy('p.id')
    .execute();
}

/** By either of its links. */
function isOf(tokenHash: string): RawBuilder<boolean> {
  return sql<boolean>`(i.token_hash = ${tokenHash} or i.mailed_hash = ${tokenHash})`;
}

/** Those whose time is not over, of people who have not left. */
function open(db: Kysely<Database>, tokenHash?: string) {
  return db
    .selectFrom('invitation as i')
    .innerJoin('person as p', (join) =>
      join.onRef('p.organisation_id', '=', 'i.organisation_id').onRef('p.id', '=', 'i.person_id'),
    )
    .select(['i.organisation_id as organisation', 'i.id', 'i.person_id as person', 'p.name', 'i.email'])
    .select(['i.roles', 'i.token_hash as tokenHash'])
    .select(sql<boolean>`coalesce(i.mailed_hash = ${tokenHash ?? null}, false)`.as('mailed'))
    .where('i.ends_at', '>', clock)
    .where('p.removed_at', 'is', null);
}
