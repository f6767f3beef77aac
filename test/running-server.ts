/** The whole product for a test: a server of its own, on a free port, with a database of its own. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export type RunningServer = {
  readonly url: string;
  /** Path and fragment of the link that makes the first account. */
  readonly setUp: string;
  /** Ends the server and removes its data. */
  readonly stop: () => Promise<void>;
};

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PATIENCE = 60_000;

/** `settings` beside those that every test has. */
export async function startServer(settings: Readonly<Record<string, string>> = {}): Promise<RunningServer> {
  const data = mkdtempSync(join(tmpdir(), 'second-round-'));
  const child = spawn(process.execPath, ['src/main.ts', 'serve'], {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: '0',
      SECOND_ROUND_DATA: data,
      LOG_LEVEL: 'error',
      DATABASE_URL: '',
      ...settings,
    },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const stop = async (): Promise<void> => {
    await ended(child);
    rmSync(data, { recursive: true, force: true });
  };
  try {
    return { ...(await addressesOf(child)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** What the server tells when it listens, on a database of its own. */
function addressesOf(child: ChildProcess): Promise<Omit<RunningServer, 'stop'>> {
  return new Promise((resolve, reject) => {
    let told = '';
    const late = setTimeout(
      () => reject(new Error(`No address within ${PATIENCE / 1000} s:\n${told}`)),
      PATIENCE,
    );
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      told += text;
      const [, url, setUp] = /(http:\/\/[^\s/]+:\d+)(\/set-up#[\w-]{43})\s/.exec(told) ?? [];
      if (url === undefined || setUp === undefined) return;
      clearTimeout(late);
      resolve({ url, setUp });
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      clearTimeout(late);
      reject(new Error(`The server ended with status ${code}:\n${told}`));
    });
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
      return;
    }
    const force = setTimeout(() => child.kill('SIGKILL'), 10_000);
    child.once('exit', () => {
      clearTimeout(force);
      resolve();
    });
    child.kill('SIGTERM');
  });
}
