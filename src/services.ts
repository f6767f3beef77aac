/** Wires the server together from what `main.ts` has opened. */
import { randomUUIDv7 } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { agendaText, entryText, feedText, invitationText } from '#calendars/write.ts';
import type { Health } from '#contract/health.ts';
import { actorOf } from '#domain/audit/audit.ts';
import { makeApp, type Door } from '#http/app.ts';
import { openAsking } from '#http/asking.ts';
import type { Problem } from '#http/problems.ts';
import { routesOf } from '#http/routes.ts';
import { secretOf } from '#http/session-cookie.ts';
import { sha256 } from '#store/organisation/audit.ts';
import type { Mailer, SendMail } from '#mail/smtp.ts';
import type { OpenStore } from '#store/database/open.ts';
import { makeStore } from '#store/store.ts';
import { troubleOf } from '#store/database/trouble.ts';
import { openOutbound } from '#outbound/outbound.ts';
import { openProviders } from '#providers/provider.ts';
import { authenticatorAddress, authenticatorStep, newAuthenticatorSecret } from '#secrets/authenticator.ts';
import {
  madePasskey,
  passkeyChallenge,
  passkeyCreation,
  passkeyRequest,
  usedPasskey,
} from '#secrets/passkeys.ts';
import { openPasswords } from '#secrets/passwords.ts';
import { openSealing } from '#secrets/sealing.ts';
import { newCode, newRecoveryCode, newToken, tokenHash } from '#secrets/tokens.ts';
import { openRepairer } from '#threads/repairer.ts';
import { DEFAULT_THREADS, openSolver } from '#threads/solver.ts';
import type { Context } from '#usecases/context.ts';
import { isSample, policyFacts } from '#usecases/policy-facts.ts';
import type { Refreshed } from '#usecases/calendars/refresh-calendars.ts';
import type { Attempt } from '#usecases/mail/send-mails.ts';
import type { EventTold } from '#usecases/calendars/write-events.ts';
import { viewerOf } from '#usecases/viewer-of.ts';
import { startMailing, type Mailing } from '#jobs/mailing.ts';
import { startReminding } from '#jobs/reminding.ts';
import { networksOf, type Reach } from './reach.ts';
import { openCalendars } from '#jobs/refreshing.ts';
import { VERSION } from './version.ts';
import { zoneData } from './zones.ts';

export type Told = {
  readonly served: Door['served'];
  /** Something went wrong that nobody asked for; the text names no person. */
  readonly failed: (error: unknown, route: string) => void;
  /** A message was handed to the mail server, or was not taken. */
  readonly mailed?: (attempt: Attempt) => void;
  /** A connected calendar was read again, or could not be. */
  readonly refreshed?: (one: Refreshed) => void;
  /** Of somebody's session an event was written into a calendar, or taken out, or could not be. */
  readonly wrote?: (one: EventTold) => void;
};

export type Services = {
  readonly app: ReturnType<typeof makeApp>;
  readonly context: Context;
  /** Ends the threads and the sending of mail; the store is whoever opened it to close. */
  readonly close: () => Promise<void>;
};

const PAGE = fileURLToPath(new URL('../dist/page/', import.meta.url));

export type Settings = {
  /** Searches that run at once. */
  readonly threads?: number;
  /** For sealing, 32 bytes as base64url; without it, secrets that are sealed now are lost with the process. */
  readonly key?: string;
  readonly reach?: Pick<Reach, 'address' | 'trustedProxies'>;
  /** Places of the own network that may be asked, `host:port`. */
  readonly outboundAllow?: readonly string[];
  /** Reads connected calendars again and again, and writes into those that are chosen; without it only when they are connected. */
  readonly refreshes?: true;
  /** Without it no mail is sent, and nothing offers to. */
  readonly mail?: Mailer;
};

/** What makes and checks secrets, and keeps none of them. */
const SECRETS: Pick<
  Context,
  'newToken' | 'newCode' | 'tokenHash' | 'newRecoveryCode' | 'passkeys' | 'authenticator'
> = {
  newToken,
  newCode,
  tokenHash,
  newRecoveryCode,
  passkeys: {
    creation: passkeyCreation,
    request: passkeyRequest,
    challenge: passkeyChallenge,
    made: madePasskey,
    used: usedPasskey,
  },
  authenticator: {
    newSecret: newAuthenticatorSecret,
    address: authenticatorAddress,
    step: authenticatorStep,
  },
};

const OWN: Pick<Context, 'now' | 'newId'> = {
  now: () => Temporal.Now.instant().toString({ smallestUnit: 'second' }),
  newId: () => randomUUIDv7(),
};

export function openServices(store: OpenStore, told: Told, settings: Settings = {}): Services {
  const { threads = DEFAULT_THREADS, key = newToken(), reach } = settings;
  const repairer = openRepairer();
  const solver = openSolver({ threads });
  const asking = openAsking();
  const outbound = openOutbound({ allow: settings.outboundAllow });
  const sealing = openSealing(key);
  // Letters of every organisation are sent, whoever's request woke the sender.
  const posted = { store: makeStore(store.db), sealing };
  const mailing = settings.mail === undefined ? undefined : mailingOf(posted, settings.mail.send, told);
  const mail = mailOf(settings.mail, mailing);
  const reads = settings.refreshes === undefined ? undefined : told;
  const calendars = openCalendars(outbound, { ...posted, ...OWN, ...mail }, reads);
  const context: Context = {
    store: makeStore(store.db, asking.organisation),
    sealing,
    ...calendars.effects,
    agendaText,
    feedText,
    invitationText,
    entryText,
    solve: solver.solve,
    repair: repairer.repair,
    searches: new Map(),
    pause: () => setImmediate(),
    actor: (organisation) => actorOf(asking.viewer(), organisation),
    sha256,
    ...OWN,
    ...SECRETS,
    passwords: openPasswords(),
    providers: openProviders(outbound),
    ...mail,
    servesOthers: reach?.address !== undefined,
    ...addressOf(reach),
    tzVersion: zoneData(),
  };
  const app = makeApp({
    routes: routesOf(context, healthOf(store, context)).map(asking.onBehalf),
    policy: {
      viewerOf: (headers) => viewerOf(context, secretOf(headers)),
      isSample: (organisation) => isSample(context, organisation),
      factsOf: (asked) => policyFacts(context, asked),
    },
    ...addressOf(reach),
    trustedProxies: networksOf(reach?.trustedProxies ?? []),
    pageFolder: PAGE,
    served: told.served,
    failed: (error, route) => {
      told.failed(error, route);
      return problemOf(error);
    },
  });
  calendars.write(context);
  const stopReminding =
    mailing === undefined ? undefined : startReminding(context, (error) => told.failed(error, 'reminders'));
  const close = async (): Promise<void> => {
    // Whoever asks others is stopped before the way out is closed.
    await Promise.all([calendars.close(), stopReminding?.()]);
    await Promise.all([solver.close(), repairer.close(), mailing?.stop(), outbound.close()]);
  };
  return { app, context, close };
}

function healthOf(store: OpenStore, { tzVersion: zones }: Context): Health {
  const database = `${store.kind} PostgreSQL ${store.version}`;
  return { version: VERSION, node: process.versions.node, database, zones };
}

function mailOf(mailer: Mailer | undefined, mailing: Mailing | undefined): Pick<Context, 'mail'> {
  if (mailer === undefined || mailing === undefined) return {};
  return { mail: { wake: mailing.wake, answersTo: mailer.answersTo } };
}

function addressOf(reach: Settings['reach']): Pick<Context, 'address'> {
  return reach?.address === undefined ? {} : { address: reach.address };
}

function mailingOf(
  kept: Pick<Context, 'store' | 'sealing'>,
  send: SendMail,
  { mailed = () => undefined, failed }: Told,
): Mailing {
  return startMailing(kept, send, { attempted: mailed, failed: (error) => failed(error, 'mail') });
}

/** What the asker is told; the rest is for the log. */
function problemOf(error: unknown): Problem {
  const trouble = troubleOf(error);
  if (trouble === undefined) {
    return { code: 'internal', text: 'An error on our side; it was noted in the server’s log.' };
  }
  if (trouble === 'unavailable') {
    return { code: 'storage', text: 'The database cannot be used just now. Try again in a moment.' };
  }
  return { code: 'busy', text: 'Others are changing the same things just now. Try again in a moment.' };
}
