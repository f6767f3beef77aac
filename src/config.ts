/** Every setting with its default, once. `main.ts` hands in the environment. */
import { shown, type Fault } from '#domain/fault.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { mailSettings, type MailSettings } from '#mail/settings.ts';
import { namedPlaces } from '#outbound/named-places.ts';
import { DEFAULT_THREADS } from '#threads/solver.ts';
import { parseReach, type Reach } from './reach.ts';

export type Config = {
  /** `PORT`; 0 takes any free one. */
  readonly port: number;
  /** `HOST`, `SECOND_ROUND_ADDRESS`, `TRUSTED_PROXIES` */
  readonly reach: Reach;
  /** `SECOND_ROUND_DATA`; the embedded database and the key file lie there. */
  readonly folder: string;
  /** `SECOND_ROUND_KEY`; 32 bytes as base64url. Without it the key lies in a file of the data folder. */
  readonly key?: string;
  /** `DATABASE_URL` names a PostgreSQL server; without it the embedded database lies in `SECOND_ROUND_DATA`. */
  readonly database:
    | { readonly kind: 'embedded'; readonly folder: string }
    | { readonly kind: 'server'; readonly url: string };
  /** `SOLVER_THREADS`; searches that run at once. By default one for each core, at most two. */
  readonly solverThreads: number;
  /** `OUTBOUND_ALLOW`; places of the own network that may be asked, each `host:port`. */
  readonly outboundAllow: readonly string[];
  /** `SMTP_URL`, `MAIL_FROM` and `MAIL_TAGS`; without the first two no mail is sent. */
  readonly mail?: MailSettings;
  /** `LOG_LEVEL` */
  readonly logLevel: (typeof LOG_LEVELS)[number];
};

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
/** A search takes a core and up to some hundred megabytes. */
const MOST_THREADS = 64;
const KEY = /^[\w-]{43}$/;

export type Environment = Readonly<Record<string, string | undefined>>;

export function parseConfig(env: Environment): Result<Config, readonly Fault[]> {
  const faults: Fault[] = [];
  /** The value, or a stand-in that is never used: with a fault there is no config. */
  const noting = <T>(read: Result<T, readonly Fault[]>, standIn: T): T => {
    if (read.ok) return read.value;
    faults.push(...read.problem);
    return standIn;
  };
  const folder = setting(env, 'SECOND_ROUND_DATA', './data');
  const key = noting(keyOf(env), undefined);
  const mail = noting(mailOf(env), undefined);
  const config: Config = {
    port: noting(portOf(env), 0),
    reach: noting(reachOf(env), { host: '', trustedProxies: [] }),
    folder,
    ...(key === undefined ? {} : { key }),
    ...(mail === undefined ? {} : { mail }),
    database: databaseOf(env, folder),
    solverThreads: noting(threadsOf(env), 1),
    outboundAllow: noting(namedPlaces(setting(env, 'OUTBOUND_ALLOW', '')), []),
    logLevel: noting(logLevelOf(env), 'info'),
  };
  return faults.length > 0 ? refuse(faults) : ok(config);
}

type Read<T> = Result<T, readonly Fault[]>;

function portOf(env: Environment): Read<number> {
  const port = setting(env, 'PORT', '3000');
  if (/^\d{1,5}$/.test(port) && Number(port) <= 65_535) return ok(Number(port));
  return refuse([{ place: 'PORT', found: shown(port), expected: 'a number from 0 to 65535' }]);
}

function reachOf(env: Environment): Read<Reach> {
  return parseReach({
    host: setting(env, 'HOST', '127.0.0.1'),
    address: setting(env, 'SECOND_ROUND_ADDRESS', ''),
    proxies: setting(env, 'TRUSTED_PROXIES', ''),
  });
}

function keyOf(env: Environment): Read<string | undefined> {
  const key = setting(env, 'SECOND_ROUND_KEY', '');
  if (key === '') return ok(undefined);
  if (KEY.test(key)) return ok(key);
  const expected = '32 bytes as base64url, 43 characters';
  const remedy = 'This makes one: openssl rand 32 | basenc --base64url | tr -d =';
  // Never the key itself: a fault is printed.
  return refuse([{ place: 'SECOND_ROUND_KEY', found: `${key.length} characters`, expected, remedy }]);
}

function mailOf(env: Environment): Read<MailSettings | undefined> {
  const tags = setting(env, 'MAIL_TAGS', 'on');
  return mailSettings(setting(env, 'SMTP_URL', ''), setting(env, 'MAIL_FROM', ''), tags);
}

function threadsOf(env: Environment): Read<number> {
  const threads = setting(env, 'SOLVER_THREADS', String(DEFAULT_THREADS));
  if (/^\d{1,2}$/.test(threads) && Number(threads) >= 1 && Number(threads) <= MOST_THREADS) {
    return ok(Number(threads));
  }
  const expected = `a number from 1 to ${MOST_THREADS}`;
  return refuse([{ place: 'SOLVER_THREADS', found: shown(threads), expected }]);
}

function logLevelOf(env: Environment): Read<Config['logLevel']> {
  const level = setting(env, 'LOG_LEVEL', 'info');
  const known = LOG_LEVELS.find((one) => one === level);
  if (known !== undefined) return ok(known);
  return refuse([{ place: 'LOG_LEVEL', found: shown(level), expected: LOG_LEVELS.join(', ') }]);
}

function databaseOf(env: Environment, folder: string): Config['database'] {
  const url = setting(env, 'DATABASE_URL', '');
  if (url !== '') return { kind: 'server', url };
  return { kind: 'embedded', folder };
}

function setting(env: Environment, name: string, absent: string): string {
  const value = env[name]?.trim() ?? '';
  return value === '' ? absent : value;
}
