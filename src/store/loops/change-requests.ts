/** What people want changed, and why. What can still be taken back is told to nobody (docs/decisions/051). */
import { sql, type Kysely } from 'kysely';
import {
  CHANGE_REQUEST,
  type ChangeKind,
  type ChangeReason,
  type ChangeRequest,
} from '#domain/loop/change-request.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import { withoutNulls } from '#store/database/nulls.ts';
import type { Database } from '#store/schema.ts';

export type NewChangeRequest = Omit<ChangeRequest, 'undoUntil' | 'madeAt' | 'days' | 'module'> & {
  readonly days?: ChangeRequest['days'];
  readonly at: Instant;
  /** It can be taken back for a while. */
  readonly undoable?: true;
  /** It is no request but a reason that is kept. */
  readonly settled?: true;
};

export type ChangeRequests = {
  /** What those who plan are to see of an application: not settled, and not to be taken back any more. */
  told(organisation: string, applications: readonly string[]): Promise<ChangeRequest[]>;
  /** What can still be taken back of a loop: by the candidate, or by this person. */
  undoable(organisation: string, loop: string, person?: string): Promise<ChangeRequest | undefined>;
  insert(organisation: string, request: NewChangeRequest): Promise<void>;
  /** Takes back what can be; false where there is nothing, or it is too late. */
  undo(organisation: string, loop: string, person?: string): Promise<boolean>;
  /** Of this application; what can still be taken back stays. */
  settle(organisation: string, application: string, at: Instant): Promise<number>;
  /** Cancellations of candidates that cannot be taken back any more and were not carried out. */
  due(): Promise<readonly { readonly organisation: string; readonly id: string; readonly loop: string }[]>;
  /** False where somebody else has carried it out, or it was taken back. */
  carryOut(organisation: string, id: string, at: Instant): Promise<boolean>;
};

export function changeRequestsIn(db: Kysely<Database>): ChangeRequests {
  return {
    told: async (organisation, applications) =>
      applications.length === 0
        ? []
        : (
            await rows(db, organisation)
              .where('application_id', 'in', applications)
              .where('what', '<>', 'cancel')
              .where(sql<boolean>`(undo_until is null or undo_until <= clock_timestamp())`)
              .orderBy('made_at')
              .execute()
          ).map(requestOf),
    undoable: async (organisation, loop, person) => {
      const row = await rows(db, organisation)
        .where('loop_id', '=', loop)
        .where(by(person))
        .where(sql<boolean>`undo_until > clock_timestamp()`)
        .executeTakeFirst();
      return row === undefined ? undefined : requestOf(row);
    },
    insert: (organisation, request) => insert(db, organisation, request),
    undo: async (organisation, loop, person) => {
      const gone = await db
        .deleteFrom('change_request')
        .where('organisation_id', '=', organisation)
        .where('loop_id', '=', loop)
        .where('settled_at', 'is', null)
        .where(by(person))
        .where(sql<boolean>`undo_until > clock_timestamp()`)
        .executeTakeFirst();
      return gone.numDeletedRows > 0n;
    },
    settle: async (organisation, application, at) => {
      const done = await db
        .updateTable('change_request')
        .set({ settled_at: at })
        .where('organisation_id', '=', organisation)
        .where('application_id', '=', application)
        .where('settled_at', 'is', null)
        .where('what', '<>', 'cancel')
        .where(sql<boolean>`(undo_until is null or undo_until <= clock_timestamp())`)
        .executeTakeFirst();
      return Number(done.numUpdatedRows);
    },
    ...carryingOut(db),
  };
}

function carryingOut(db: Kysely<Database>): Pick<ChangeRequests, 'due' | 'carryOut'> {
  return {
    due: async () => {
      const { rows: found } = await sql<{ organisation: string; id: string; loop: string }>`
        select organisation_id as organisation, id, loop_id as loop from change_request
        where what = 'cancel' and settled_at is null and undo_until <= clock_timestamp()
        order by undo_until limit 100`.execute(db);
      return found;
    },
    carryOut: async (organisation, id, at) => {
      const done = await db
        .updateTable('change_request')
        .set({ settled_at: at })
        .where('organisation_id', '=', organisation)
        .where('id', '=', id)
        .where('settled_at', 'is', null)
        .where(sql<boolean>`undo_until <= clock_timestamp()`)
        .executeTakeFirst();
      return done.numUpdatedRows > 0n;
    },
  };
}

const by = (person: string | undefined): ReturnType<typeof sql<boolean>> =>
  person === undefined ? sql<boolean>`person_id is null` : sql<boolean>`person_id = ${person}`;

const rows = (db: Kysely<Database>, organisation: string) =>
  db
    .selectFrom('change_request')
    .select(['id', 'application_id as application', 'loop_id as loop', 'session_id as session'])
    .select(['person_id as person', 'what', 'reason', 'words', 'days'])
    .select(['made_at as madeAt', 'undo_until as undoUntil'])
    .select(
      sql<string | null>`(select s.module from session s
        where s.organisation_id = change_request.organisation_id and s.id = change_request.session_id)`.as(
        'module',
      ),
    )
    .where('organisation_id', '=', organisation)
    .where('settled_at', 'is', null);

type Row = {
  readonly id: string;
  readonly application: string;
  readonly loop: string | null;
  readonly session: string | null;
  readonly module: string | null;
  readonly person: string | null;
  readonly what: ChangeKind;
  readonly reason: ChangeReason | null;
  readonly words: string | null;
  readonly days: readonly string[];
  readonly madeAt: Instant;
  readonly undoUntil: Instant | null;
};

function requestOf({ loop, session, module, person, reason, words, undoUntil, ...row }: Row): ChangeRequest {
  return { ...row, ...withoutNulls({ loop, session, module, person, reason, words, undoUntil }) };
}

async function insert(db: Kysely<Database>, organisation: string, request: NewChangeRequest): Promise<void> {
  const minutes = `${CHANGE_REQUEST.undoMinutes} minutes`;
  await db
    .insertInto('change_request')
    .values({
      organisation_id: organisation,
      id: request.id,
      application_id: request.application,
      loop_id: request.loop ?? null,
      session_id: request.session ?? null,
      person_id: request.person ?? null,
      what: request.what,
      reason: request.reason ?? null,
      words: request.words ?? null,
      days: JSON.stringify(request.days ?? []),
      made_at: request.at,
      undo_until: request.undoable === true ? sql<Instant>`clock_timestamp() + ${minutes}::interval` : null,
      settled_at: request.settled === true ? request.at : null,
    })
    .execute();
}
