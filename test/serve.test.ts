/** The server as a process: what it says, whom it lets in, and how it ends. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { request, type IncomingMessage } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, it } from 'node:test';
import { fileURLToPath } from 'node:url';

const PROGRAM = fileURLToPath(new URL('../bin/second-round.mjs', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'sr-serve-'));
const running = new Set<ChildProcess>();
after(() => {
  for (const child of running) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

type Process = { readonly child: ChildProcess; readonly said: () => string; readonly ended: Promise<number> };

function serve(env: Readonly<Record<string, string>>): Process {
  const child = spawn(process.execPath, [PROGRAM, 'serve'], {
    env: { PATH: process.env['PATH'], PORT: '0', SECOND_ROUND_DATA: join(folder, 'data'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (words: string) => {
      said += words;
    });
  }
  const ended = once(child, 'close').then(([code]: unknown[]) => {
    running.delete(child);
    return Number(code);
  });
  return { child, said: () => said, ended };
}

async function addressOf(server: Process): Promise<string> {
  return saying(server, /http:\/\/127\.0\.0\.1:\d+/);
}

/** What it says that looks so, as soon as it says it. */
async function saying({ said, ended }: Process, words: RegExp): Promise<string> {
  const gone = ended.then((code) => assert.fail(`ended with ${code}: ${said()}`));
  for (;;) {
    const [found] = words.exec(said()) ?? [];
    if (found !== undefined) return found;
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, 50))]);
  }
}

it('says where it is and that it is there for this computer only, and keeps others off its data and port', async () => {
  const first = serve({});
  const url = await addressOf(first);
  assert.match(first.said(), /this computer only/);
  assert.equal((await fetch(`${url}/api/health`)).status, 200);

  const second = serve({});
  assert.equal(await second.ended, 1);
  assert.match(second.said(), /The data folder .+ is in use by/);

  const { port } = new URL(url);
  const third = serve({ PORT: port, SECOND_ROUND_DATA: join(folder, 'other') });
  assert.equal(await third.ended, 1);
  assert.match(third.said(), new RegExp(`Port ${port} is in use .+ choose another with PORT=`));

  first.child.kill('SIGTERM');
  assert.equal(await first.ended, 0);
});

it('answers what was asked before it was told to stop, and keeps it', async () => {
  const server = serve({});
  const { port } = new URL(await addressOf(server));
  const body = JSON.stringify({ name: 'Northlight Labs', timeZone: 'Europe/Berlin' });
  const asked = request({
    port,
    method: 'POST',
    path: '/api/organisations',
    headers: { 'content-type': 'application/json', 'content-length': body.length, expect: '100-continue' },
  });
  const answered = once(asked, 'response');
  asked.flushHeaders();
  // The server has begun: it wants to read the body, and is given it only when it is stopping.
  await once(asked, 'continue');
  server.child.kill('SIGTERM');
  await saying(server, /Stopping:/);
  asked.end(body);
  const [answer] = (await answered) as [IncomingMessage];
  assert.equal(answer.statusCode, 200, await text(answer));
  assert.equal(await server.ended, 0);

  const again = serve({});
  const list = await (await fetch(`${await addressOf(again)}/api/organisations`)).text();
  assert.match(list, /Northlight Labs/);
  again.child.kill('SIGINT');
  assert.equal(await again.ended, 0);
  assert.ok(!/northlight/i.test(again.said() + server.said()));
});

it('stops reading a body without end', async () => {
  const server = serve({});
  const { port } = new URL(await addressOf(server));
  const status = await new Promise<number | string>((resolve) => {
    const endless = request(
      { port, method: 'POST', path: '/api/organisations', headers: { 'content-type': 'application/json' } },
      (response) => resolve(response.statusCode ?? 0),
    );
    endless.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? 'error'));
    const chunk = 'x'.repeat(100_000);
    const write = (): void => {
      while (!endless.destroyed && endless.write(chunk));
      endless.once('drain', write);
    };
    write();
  });
  assert.ok(status === 413 || status === 'ECONNRESET' || status === 'EPIPE', `${status} ${server.said()}`);
  server.child.kill('SIGTERM');
  assert.equal(await server.ended, 0);
  // Only now everything that it said has arrived.
  assert.match(server.said(), /"status":413/);
});

it('refuses an address that others can reach, a port that is none, and a database that does not answer', async () => {
  const reachable = serve({ HOST: '0.0.0.0' });
  assert.equal(await reachable.ended, 2);
  assert.match(
    reachable.said(),
    /^HOST: found "0\.0\.0\.0", expected 127\.0\.0\.1 or .+ SECOND_ROUND_ADDRESS/,
  );
  const port = serve({ PORT: 'http' });
  assert.equal(await port.ended, 2);
  const closed = createServer().listen(0, '127.0.0.1');
  await once(closed, 'listening');
  const free = (closed.address() as AddressInfo).port;
  closed.close();
  const gone = serve({ DATABASE_URL: `postgres://me:secret@127.0.0.1:${free}/x` });
  assert.equal(await gone.ended, 1);
  assert.match(gone.said(), /No PostgreSQL server answers at 127\.0\.0\.1:\d+\/x/);
  assert.ok(!gone.said().includes('secret'));
});
