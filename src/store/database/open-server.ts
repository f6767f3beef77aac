import { ok, refuse, type Result } from '#domain/result.ts';
import type { OpenPool } from './open-pool.ts';
import { makePool } from './pool.ts';
import type { StoreProblem } from './problem.ts';

const OLDEST = 15;
const CONNECTIONS = 10;
const CONNECT_WITHIN = 5_000;

export async function openServer(
  url: string,
  report: (line: string) => void,
): Promise<Result<OpenPool, StoreProblem>> {
  const server = serverOf(url);
  if (server === undefined) return refuse({ code: 'url-invalid', found: withoutPassword(url) });

  const pool = makePool(
    { connectionString: url, max: CONNECTIONS, connectionTimeoutMillis: CONNECT_WITHIN },
    report,
  );
  try {
    const facts = await factsOf(pool);
    const problem = problemOf(server, facts);
    if (problem === undefined) return ok({ pool, version: facts.version, close: async () => undefined });
    await pool.end();
    return refuse(problem);
  } catch (error) {
    await pool.end();
    if (!(error instanceof Error)) throw error;
    return refuse(connectionProblem(server, error));
  }
}

type Facts = { readonly version: string; readonly number: number; readonly encoding: string };

async function factsOf(pool: OpenPool['pool']): Promise<Facts> {
  const { rows } = await pool.query<Facts>(
    `select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
            current_setting('server_encoding') as encoding`,
  );
  const [facts] = rows;
  if (facts === undefined) throw new Error('the server gave no version');
  return facts;
}

function problemOf(server: string, facts: Facts): StoreProblem | undefined {
  if (facts.number < OLDEST * 10_000) {
    return { code: 'server-too-old', server, found: facts.version, expected: String(OLDEST) };
  }
  if (facts.encoding !== 'UTF8') return { code: 'encoding-unsupported', server, found: facts.encoding };
  return undefined;
}

function connectionProblem(server: string, error: Error): StoreProblem {
  // SQLSTATE has five characters; the codes of the network (ECONNREFUSED) are longer.
  const fromServer = 'code' in error && typeof error.code === 'string' && error.code.length === 5;
  return { code: fromServer ? 'server-refused' : 'server-unreachable', server, cause: error.message };
}

/** `host:port/name`, or undefined when the text is no PostgreSQL URL. */
function serverOf(text: string): string | undefined {
  const url = URL.parse(text);
  if (url === null || !['postgres:', 'postgresql:'].includes(url.protocol)) return undefined;
  const host = url.searchParams.get('host') ?? url.host;
  return `${host === '' ? 'localhost' : host}${url.pathname}`;
}

function withoutPassword(text: string): string {
  return text.replace(/\/\/[^@/]*@/u, '//…@').slice(0, 80);
}
