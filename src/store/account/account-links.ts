/** Links and codes that let somebody in or set a new password. Only hashes of what opens them are stored, and sealed codes. */
import { sql, type Kysely } from 'kysely';
import { WRONG_CODES, type LinkPurpose } from '#domain/account/account.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import { clock, clockPlus } from './account-clock.ts';
import type { Database } from '#store/schema.ts';

/** See the migration `mail`. */
export type AccountLinkTable = {
  id: string;
  asked_for: string;
  purpose: LinkPurpose;
  account_id: string | null;
  token_hash: string;
  browser_hash: string | null;
  code: string | null;
  wrong_codes: number;
  made_at: Instant;
  minutes: number;
  ends_at: Instant;
};

export type NewLink = {
  readonly id: string;
  /** Address and purpose. */
  readonly askedFor: string;
  /** Of what this browser asked before, if anything: the new link takes the place of the one for the same. */
  readonly before?: string;
  readonly purpose: LinkPurpose;
  /** Absent for an address that may not come in. */
  readonly account?: string;
  readonly tokenHash: string;
  /** The browser that asked, and what is typed there instead; absent where the link is handed over by an operator. */
  readonly asking?: { readonly browserHash: string; readonly code: string };
  readonly minutes: number;
};

export type StoredLink = {
  readonly id: string;
  readonly account: string | null;
  readonly browserHash: string | null;
};

/** With the sealed code, which every link has that a browser asked for. */
export type CodeLink = StoredLink & { readonly code: string };

export type AccountLinks = {
  /**
   * Takes the place of what the same browser, or the operator, had for the same, and answers the ids of that; undefined,
   * and nothing done, where other browsers hold `most` already.
   */
  put(link: NewLink, most?: number): Promise<readonly string[] | undefined>;
  byToken(tokenHash: string): Promise<(StoredLink & { readonly purpose: LinkPurpose }) | undefined>;
  /**
   * What that browser has asked for, if a code may still be typed; the try counts as a wrong one until `wasRight`. So
   * many tries at the same time are no more than many in turn.
   */
  tryCode(browserHash: string, purpose: LinkPurpose): Promise<CodeLink | undefined>;
  wasRight(id: string): Promise<void>;
  /** Takes it away; of several who ask at the same time one gets it. */
  use(id: string): Promise<boolean>;
  /** All of the account. */
  endAll(account: string): Promise<void>;
};

/**
 * Of links whose time is not over: by the database's clock, by that of sessions, and by the newest link. One that was
 * made later than now was made before the clock was set back, and opens nothing.
 */
const lives = sql<boolean>`(made_at <= now() and ends_at > ${clock}
  and made_at + minutes * interval '1 minute'
    > greatest(now(), (select max(latest.made_at) from account_link latest)))`;

export function accountLinksIn(db: Kysely<Database>): AccountLinks {
  const columns = ['id', 'account_id as account', 'browser_hash as browserHash'] as const;
  return {
    put: (link, most) => put(db, link, most),
    byToken: (tokenHash) =>
      db
        .selectFrom('account_link')
        .select([...columns, 'purpose'])
        .where('token_hash', '=', tokenHash)
        .where(lives)
        .executeTakeFirst(),
    tryCode: (browserHash, purpose) =>
      db
        .updateTable('account_link')
        .set({ wrong_codes: sql`wrong_codes + 1` })
        .where('browser_hash', '=', browserHash)
        .where('purpose', '=', purpose)
        .where('wrong_codes', '<', WRONG_CODES)
        .where(lives)
        .returning([...columns])
        .returning(sql<string>`code`.as('code'))
        .executeTakeFirst(),
    wasRight: async (id) => {
      await db
        .updateTable('account_link')
        .set({ wrong_codes: sql`wrong_codes - 1` })
        .where('id', '=', id)
        .execute();
    },
    use: async (id) => {
      const done = await db.deleteFrom('account_link').where('id', '=', id).executeTakeFirst();
      return done.numDeletedRows === 1n;
    },
    endAll: async (account) => {
      await db.deleteFrom('account_link').where('account_id', '=', account).execute();
    },
  };
}

/** What opens nothing any more is cleared away, so that asking for addresses that nobody has fills nothing. */
async function put(
  db: Kysely<Database>,
  { id, askedFor, before, purpose, account, tokenHash, asking, minutes }: NewLink,
  most: number = Infinity,
): Promise<readonly string[] | undefined> {
  await sql`delete from account_link where ends_at <= ${clock} or made_at > now()`.execute(db);
  const { rows: replaced } = await sql<{ id: string }>`
    delete from account_link
    where asked_for = ${askedFor} and browser_hash is not distinct from ${asking === undefined ? null : (before ?? '')}
    returning id`.execute(db);
  const alive = await db.selectFrom('account_link').select('id').where('asked_for', '=', askedFor).execute();
  if (alive.length >= most) return undefined;
  await sql`
    insert into account_link (id, asked_for, purpose, account_id, token_hash, browser_hash, code,
      made_at, minutes, ends_at)
    values (${id}, ${askedFor}, ${purpose}, ${account ?? null}, ${tokenHash}, ${asking?.browserHash ?? null},
      ${asking?.code ?? null}, now(), ${minutes}, ${clockPlus(minutes, 'minutes')})`.execute(db);
  return replaced.map((link) => link.id);
}
