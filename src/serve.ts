/** The commands that open the database: `serve` runs until the process is told to stop, the others end by themselves. */
import { randomUUIDv7 } from 'node:crypto';
import { pino, type Logger } from 'pino';
import { faultLine } from '#domain/fault.ts';
import { openMailbox } from '#mail/mailbox.ts';
import type { MailboxSettings } from '#mail/settings.ts';
import { openMailer } from '#mail/smtp.ts';
import { listen } from '#http/listen.ts';
import type { AuditAsked } from '#cli/audit-verify.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import { keyIn } from '#secrets/key-file.ts';
import { newToken, tokenHash } from '#secrets/tokens.ts';
import { sha256 } from '#store/organisation/audit.ts';
import { migrate, migrateProblemText } from '#store/database/migrate.ts';
import { keepsApart } from '#store/database/organisation-at-work.ts';
import { openStore, type OpenStore } from '#store/database/open.ts';
import { storeProblemText } from '#store/database/problem.ts';
import { makeStore } from '#store/store.ts';
import { sqlStateOf, troubleOf } from '#store/database/trouble.ts';
import { startUpkeep } from '#store/database/upkeep.ts';
import type { Context } from '#usecases/context.ts';
import { auditZones, type ZoneAudit } from '#usecases/calendars/audit-zones.ts';
import { dropFactors } from '#usecases/account/drop-factors.ts';
import { makePasswordLink } from '#usecases/sign-in/make-password-link.ts';
import { offerSetUp } from '#usecases/account/offer-set-up.ts';
import { verifyChains, type VerifiedChain } from '#usecases/audit/verify-audit.ts';
import { parseConfig, type Config, type Environment } from './config.ts';
import type { MailView } from '#domain/telling/mail-view.ts';
import { openReceiving } from '#jobs/receiving.ts';
import { startReceivingMail } from '#jobs/receiving-mail.ts';
import { startDueDeeds } from '#jobs/due-deeds.ts';
import { openServices, type Told } from './services.ts';
import { sayZones, zoneData } from './zones.ts';
import { startTellingHeads } from '#jobs/telling-heads.ts';

/** Exit statuses: 0 done, 1 something stopped it, 2 a setting cannot be used. */
type Status = 0 | 1 | 2;
type Say = (line: string) => void;
type Opened = { readonly config: Config; readonly log: Logger; readonly store: OpenStore };

/** Serves until SIGINT or SIGTERM. */
export async function serve(say: Say, env: Environment): Promise<Status> {
  const opened = await openMigrated(say, env);
  if (typeof opened === 'number') return opened;
  const { config, log, store } = opened;
  const told: Told = {
    served: (request) => log.info(request, 'served'),
    // Only the stack: a database error carries the row it is about.
    failed: (error, route) =>
      log.error({ route, stack: error instanceof Error ? error.stack : typeof error }, 'failed'),
    mailed: (attempt) =>
      attempt.problem === undefined ? log.info(attempt, 'mail sent') : log.warn(attempt, 'mail not sent'),
    refreshed: (one) => log.info(one, 'calendar read'),
    wrote: (one) => log.info(one, 'calendar written'),
  };
  const key = config.key === undefined ? keyIn(config.folder) : ok(config.key);
  if (!key.ok) {
    say(key.problem.text);
    await store.close();
    return 1;
  }
  const { reach, port, solverThreads: threads, outboundAllow } = config;
  const mail = config.mail === undefined ? {} : { mail: openMailer(config.mail) };
  const settings = { threads, key: key.value, reach, outboundAllow, refreshes: true, ...mail } as const;
  const services = openServices(store, told, settings);
  // Heard from the first answer on: a signal that nobody hears ends the process in the middle of its work.
  const toStop = toldToStop();
  const listening = await listen(services.app, { host: reach.host, port });
  if (!listening.ok) {
    say(listening.problem.text);
    await services.close();
    await store.close();
    return 1;
  }
  if (!(await keepsApart(store.db))) {
    say('Organisations are not kept apart by the database itself: docs/operating.md says how they can be.');
  }
  const stopUpkeep = startUpkeep(store, (line) => log.warn(line));
  const stopHeads = startTellingHeads(services.context, log);
  const mailbox =
    config.mailbox === undefined ? undefined : readMailbox({ store, config, log }, config.mailbox);
  const dueDeeds = startDueDeeds(services.context, (error) => told.failed(error, 'due deeds'));
  const url = reach.address ?? listening.value.url;
  const whom =
    reach.address === undefined ? 'this computer only' : `others too; it listens at ${listening.value.url}`;
  say(`Second Round is at ${url} (${whom}). Stop it with Ctrl+C.`);
  await saySetUp(say, services.context, url);
  await sayZones(say, services.context, log);
  await toStop;
  say('Stopping: answering what was asked, then closing the database …');
  stopUpkeep();
  stopHeads();
  await mailbox?.stop();
  await dueDeeds.stop();
  await listening.value.close();
  await services.close();
  await store.close();
  return 0;
}

function readMailbox(
  { store, config, log }: Opened,
  settings: MailboxSettings,
): { stop: () => Promise<void> } {
  const receiving = openReceiving(store, config.mail?.tags);
  const reading = startReceivingMail(receiving, openMailbox(settings), {
    received: (what) => log.info({ what }, 'mail received'),
    failed: (error) => log.warn({ cause: causeOf(error) }, 'mail not received'),
  });
  const stop = async (): Promise<void> => {
    await reading.stop();
    await receiving.close();
  };
  return { stop };
}

/** Only the stack: a database error carries the row it is about. */
function causeOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : typeof error;
}

/** Brings the database to this program's version, and says to which. */
export async function migrateOnly(say: Say, env: Environment): Promise<Status> {
  const opened = await openMigrated(say, env);
  if (typeof opened === 'number') return opened;
  say('The database is at the version of this program.');
  await opened.store.close();
  return 0;
}

/** Walks the chains of the database that `serve` would open; undefined, with a word on why, when it cannot be read. */
export function verifiedChains(
  say: Say,
  { env, asked }: { readonly env: Environment; readonly asked: AuditAsked },
): Promise<readonly VerifiedChain[] | undefined> {
  return withDatabase(say, env, ({ store }) => verifyChains({ store: makeStore(store.db), sha256 }, asked));
}

/** What clocks have moved, in the database that `serve` would open; undefined as above. */
export function auditedZones(
  say: Say,
  env: Environment,
): Promise<(ZoneAudit & { readonly own: string }) | undefined> {
  return withDatabase(say, env, async ({ store }) => {
    const own = zoneData();
    const means = { ...operatorMeans(store), tzVersion: own };
    return { ...(await auditZones(means)), own };
  });
}

/** A link for a new password in the database that `serve` would open; undefined as above. */
export function passwordLink(
  say: Say,
  { env, email }: { readonly env: Environment; readonly email: string },
): Promise<Result<string, Refusal> | undefined> {
  return withDatabase(say, env, ({ store, config: { reach, port } }) =>
    makePasswordLink(operatorMeans(store), { email, origin: reach.address ?? `http://localhost:${port}` }),
  );
}

/** Takes away the second factor of the account, in the database that `serve` would open; undefined as above. */
export function withoutFactors(
  say: Say,
  { env, email }: { readonly env: Environment; readonly email: string },
): Promise<Result<null, Refusal> | undefined> {
  return withDatabase(say, env, ({ store }) => dropFactors(operatorMeans(store), email));
}

/** Takes one mail in, in the database that `serve` would open; false, with a word on why, where it should come again. */
export async function takenIn(
  say: Say,
  { env, bytes }: { readonly env: Environment; readonly bytes: Uint8Array },
): Promise<boolean> {
  const taken = await withDatabase(say, env, async ({ store, config }) => {
    const receiving = openReceiving(store, config.mail?.tags);
    const done = await receiving.receive(bytes);
    await receiving.close();
    return done;
  });
  if (taken?.ok === false) say(`The mail cannot be taken in just now: ${taken.problem.cause}`);
  return taken?.ok === true;
}

/** Mail of which nobody can say whose it is, in the database that `serve` would open; undefined as above. */
export function unplacedMail(say: Say, env: Environment): Promise<readonly MailView[] | undefined> {
  return withDatabase(say, env, ({ store }) => makeStore(store.db).read((tables) => tables.mail.unplaced()));
}

type OperatorMeans = Pick<Context, 'store' | 'newId' | 'newToken' | 'tokenHash' | 'now' | 'actor'>;

/** What a command does about accounts is done by whoever sits at this computer. */
function operatorMeans(store: OpenStore): OperatorMeans {
  return {
    store: makeStore(store.db),
    newId: () => randomUUIDv7(),
    newToken,
    tokenHash,
    now: () => Temporal.Now.instant().toString({ smallestUnit: 'second' }),
    actor: () => ({ kind: 'computer' }),
  };
}

async function withDatabase<T>(
  say: Say,
  env: Environment,
  work: (opened: Opened) => Promise<T>,
): Promise<T | undefined> {
  const opened = await openMigrated(say, env);
  if (typeof opened === 'number') return undefined;
  try {
    return await work(opened);
  } catch (error) {
    if (!(error instanceof Error) || (troubleOf(error) ?? sqlStateOf(error)) === undefined) throw error;
    say(`The database cannot be read: ${error.message}`);
    return undefined;
  } finally {
    await opened.store.close();
  }
}

async function openMigrated(say: Say, env: Environment): Promise<Opened | Status> {
  const config = parseConfig(env);
  if (!config.ok) {
    for (const fault of config.problem) say(faultLine(fault));
    return 2;
  }
  const log = pino({ level: config.value.logLevel, base: null });
  const opened = await openStore(config.value.database, (line) => log.warn(line));
  if (!opened.ok) {
    say(storeProblemText(opened.problem));
    return 1;
  }
  const migrated = await migrate(opened.value.db);
  if (!migrated.ok) {
    say(migrateProblemText(migrated.problem));
    await opened.value.close();
    return 1;
  }
  return { config: config.value, log, store: opened.value };
}

/** As long as nobody has an account, each start makes a new link, and the one before opens nothing. */
async function saySetUp(say: Say, context: Context, url: string): Promise<void> {
  const offered = await offerSetUp(context);
  if (!offered.ok) say(`No set-up link could be made just now: ${offered.problem.cause}`);
  else if (offered.value !== undefined) {
    if (!context.servesOthers) {
      say('There are no accounts yet: whoever uses this computer can see and change everything here.');
    }
    say(`To make the first account, open ${url}/set-up#${offered.value}`);
  }
}

function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}
