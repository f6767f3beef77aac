/** Every setting with its default, once. `main.ts` hands in the environment. */
import { shown, type Fault } from '#domain/fault.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { DEFAULT_THREADS } from '#threads/solver.ts';

export type Config = {
  /** `PORT`; 0 takes any free one. */
  readonly port: number;
  /** `HOST`; an address of this machine's loopback, since there is no TLS yet. */
  readonly host: string;
  /** `DATABASE_URL` names a PostgreSQL server; without it the embedded database lies in `SECOND_ROUND_DATA`. */
  readonly database:
    | { readonly kind: 'embedded'; readonly folder: string }
    | { readonly kind: 'server'; readonly url: string };
  /** `SOLVER_THREADS`; searches that run at once. By default one for each core, at most two. */
  readonly solverThreads: number;
  /** `OUTBOUND_ALLOW`; places of the own network that may be asked, each `host:port`. */
  readonly outboundAllow: readonly string[];
  /** `LOG_LEVEL` */
  readonly logLevel: (typeof LOG_LEVELS)[number];
};

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
/** A search takes a core and up to some hundred megabytes. */
const MOST_THREADS = 64;
const LOOPBACK: readonly string[] = ['127.0.0.1', '::1', 'localhost'];

export type Environment = Readonly<Record<string, string | undefined>>;

export function parseConfig(env: Environment): Result<Config, readonly Fault[]> {
  const port = setting(env, 'PORT', '3000');
  const host = setting(env, 'HOST', '127.0.0.1');
  const level = setting(env, 'LOG_LEVEL', 'info');
  const threads = setting(env, 'SOLVER_THREADS', String(DEFAULT_THREADS));
  const faults: Fault[] = [];
  if (!/^\d{1,2}$/.test(threads) || Number(threads) < 1 || Number(threads) > MOST_THREADS) {
    const expected = `a number from 1 to ${MOST_THREADS}`;
    faults.push({ place: 'SOLVER_THREADS', found: shown(threads), expected });
  }
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
    faults.push({ place: 'PORT', found: shown(port), expected: 'a number from 0 to 65535' });
  }
  if (!LOOPBACK.includes(host)) {
    const remedy =
      'There is no TLS yet, so this server answers to its own machine only; reach it from elsewhere through an SSH tunnel.';
    faults.push({ place: 'HOST', found: shown(host), expected: LOOPBACK.join(' or '), remedy });
  }
  const outbound = placesOf(setting(env, 'OUTBOUND_ALLOW', ''));
  faults.push(...outbound.faults);
  const logLevel = LOG_LEVELS.find((known) => known === level);
  if (logLevel === undefined) {
    faults.push({ place: 'LOG_LEVEL', found: shown(level), expected: LOG_LEVELS.join(', ') });
    return refuse(faults);
  }
  if (faults.length > 0) return refuse(faults);
  const database = databaseOf(env);
  const outboundAllow = outbound.places;
  return ok({ port: Number(port), host, database, solverThreads: Number(threads), outboundAllow, logLevel });
}

/** Written as addresses have them, so that two spellings are one place. */
function placesOf(text: string): { readonly places: readonly string[]; readonly faults: readonly Fault[] } {
  const given = text.split(/[\s,]+/).filter((one) => one !== '');
  const read = given.map((one) => ({
    one,
    url: URL.parse(`ftp://${one}`),
    port: /:(\d{1,5})$/.exec(one)?.[1],
  }));
  const isPlace = ({ one, url, port }: (typeof read)[number]): boolean =>
    url !== null && port !== undefined && !/[/@?#]/.test(one);
  const expected = 'host:port, several with a comma between, like sign-in.internal:8443';
  return {
    places: read.map(({ url, port }) => `${url?.hostname ?? ''}:${Number(port)}`),
    faults: read
      .filter((one) => !isPlace(one))
      .map(({ one }) => ({ place: 'OUTBOUND_ALLOW', found: shown(one), expected })),
  };
}

function databaseOf(env: Environment): Config['database'] {
  const url = setting(env, 'DATABASE_URL', '');
  if (url !== '') return { kind: 'server', url };
  return { kind: 'embedded', folder: setting(env, 'SECOND_ROUND_DATA', './data') };
}

function setting(env: Environment, name: string, absent: string): string {
  const value = env[name]?.trim() ?? '';
  return value === '' ? absent : value;
}
