/** The one way out: the cases I1 to I5, I8 and I9. The world is stood for by two addresses of this machine. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { openOutbound, type Outbound, type OutboundParts } from '#outbound/outbound.ts';
import { SHARED_ABSENT, sharedFolder } from './shared-folder.ts';

const [PUBLIC, PRIVATE] = ['127.0.0.2', '127.0.0.1'];

let server: Server;
let port = 0;
/** Local addresses of this machine at which somebody knocked. */
const knocked: string[] = [];
before(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '';
    const big = Buffer.alloc(200_000, 'x');
    if (path === '/redirect') response.writeHead(302, { location: `http://${PRIVATE}:${port}/` }).end();
    else if (path === '/big') response.end(big);
    else if (path === '/packed') response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(big));
    else if (path === '/silent') response.writeHead(200).write('x');
    else if (path === '/never') response.on('close', () => {});
    else if (path === '/odd') response.writeHead(700).end();
    else if (path === '/empty') response.writeHead(204).end();
    else response.end(`${request.method} ${request.headers['authorization'] ?? ''}`);
  });
  server.on('connection', ({ localAddress }) => knocked.push(localAddress ?? ''));
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  port = (server.address() as AddressInfo).port;
});
after(() => {
  server.closeAllConnections();
  server.close();
});

const opened: Outbound[] = [];
after(() => Promise.all(opened.map((one) => one.close())));

function outbound(parts: Partial<OutboundParts>): Outbound {
  const made = openOutbound({ allow: [], limits: { seconds: 1, bytes: 100_000 }, ...parts });
  opened.push(made);
  return made;
}

/** Places of the own network are named by the operator. */
const own = (parts: Partial<OutboundParts> = {}): Outbound =>
  outbound({ allow: [`127.0.0.1:${port}`], ...parts });

async function refusal(out: Outbound, url: string): Promise<string> {
  const asked = await out.ask(url);
  assert.ok(!asked.ok, `${url} was answered`);
  assert.match(asked.problem.remedy, /\.$/);
  return asked.problem.code;
}

test('I1: no address of the corpus is asked, however it is written', async (context) => {
  const shared = sharedFolder();
  if (shared === undefined) return context.skip(SHARED_ABSENT);
  const { block } = JSON.parse(readFileSync(`${shared}corpora/own/ssrf-urls.json`, 'utf8'));
  // As they stand there, and at the port of the canary, with and without TLS.
  const urls = (block as string[]).flatMap((url) => {
    const parsed = URL.parse(url);
    if (parsed === null || !parsed.protocol.startsWith('http')) return [url];
    const at = (protocol: string): string =>
      Object.assign(new URL(url), { protocol, port: String(port) }).href;
    return [url, at('http:'), at('https:')];
  });
  assert.ok(urls.length > 70);
  const out = outbound({
    ports: [String(port)],
    lookUp: (_name, done) => done(null, [{ address: PRIVATE, family: 4 }]),
  });
  const before = knocked.length;
  for (const url of urls) assert.equal(await refusal(out, url), 'refused', url);
  assert.equal(knocked.length, before);
  // The canary does sing, where the address is let pass.
  const open = outbound({ ports: [String(port)], mayReach: () => true });
  assert.equal(await refusal(open, `https://127.0.0.1:${port}/`), 'unreachable');
  assert.equal(knocked.length, before + 1);
});

test('I8: a name with a password, and ports of other things, are refused', async () => {
  const out = outbound({ lookUp: () => assert.fail('nothing is looked up') });
  for (const place of [
    'https://a:b@example.org/',
    ...[22, 25, 80, 5432, 6379].map((at) => `https://example.org:${at}/`),
  ]) {
    assert.equal(await refusal(out, place), 'refused', place);
  }
  for (const at of ['', ':443', ':8443']) {
    assert.equal(await refusal(out, `http://example.org${at}/`), 'refused');
  }
});

test('I3: a name with one address that must not be reached is not asked at all', async () => {
  for (const found of [[PUBLIC, PRIVATE], [PRIVATE, PUBLIC], [PRIVATE], []]) {
    const before = knocked.length;
    assert.equal(await refusal(named([found]), `https://rebinding.example:${port}/`), 'refused');
    assert.equal(knocked.length, before);
  }
});

/** A resolver that answers with one list after the other. */
function named(answers: readonly (readonly string[])[]): Outbound {
  let turn = 0;
  return outbound({
    lookUp: (_name, done) => {
      const found = answers[Math.min(turn, answers.length - 1)] ?? [];
      turn += 1;
      done(
        null,
        found.map((address) => ({ address, family: 4 })),
      );
    },
    mayReach: (ip) => ip === PUBLIC,
    ports: [String(port)],
  });
}

test('I3: the connection goes to the address that was judged, and each new one is judged again', async () => {
  const before = knocked.length;
  const out = named([[PUBLIC], [PRIVATE]]);
  assert.equal(await refusal(out, `https://rebinding.example:${port}/`), 'unreachable');
  assert.equal(await refusal(out, `https://rebinding.example:${port}/`), 'refused');
  assert.deepEqual(knocked.slice(before), [PUBLIC]);
});

test('I4: a redirect is an answer, and is not followed', async () => {
  const asked = await own().ask(`http://127.0.0.1:${port}/redirect`);
  assert.ok(asked.ok);
  assert.deepEqual(
    [asked.value.status, asked.value.headers.get('location')],
    [302, `http://127.0.0.1:${port}/`],
  );
});

test('I5: what is too long, packed or not, too slow, silent or no HTTP ends in a problem', async () => {
  const at = `http://127.0.0.1:${port}`;
  assert.equal(await refusal(own(), `${at}/big`), 'too-large');
  assert.equal(await refusal(own(), `${at}/packed`), 'too-large');
  assert.equal(await refusal(own(), `${at}/silent`), 'slow');
  assert.equal(await refusal(own(), `${at}/never`), 'slow');
  assert.equal(await refusal(own(), `${at}/odd`), 'unreachable');
  const within = await own({ limits: { seconds: 5, bytes: 200_000 } }).ask(`${at}/packed`);
  assert.ok(within.ok);
  assert.deepEqual(
    [(await within.value.text()).length, within.value.headers.get('content-encoding')],
    [200_000, null],
  );
  const empty = await own().ask(`${at}/empty`);
  assert.ok(empty.ok && empty.value.status === 204 && empty.value.body === null);
});

test('I9: a place of the own network is asked where the operator has named it, by host and port', async () => {
  const asked = await own().ask(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: { authorization: 'Basic x' },
    body: 'y',
  });
  assert.ok(asked.ok);
  assert.equal(await asked.value.text(), 'POST Basic x');
  assert.equal(await refusal(own(), `http://localhost:${port}/`), 'refused');
  assert.equal(await refusal(own(), `http://127.0.0.1:${port + 1}/`), 'refused');
  for (const scheme of ['ftp', 'file', 'gopher']) {
    assert.equal(await refusal(own(), `${scheme}://127.0.0.1:${port}/`), 'refused', scheme);
  }
});

test('says in words that there is no such name, that nobody answers', async () => {
  const failing = (code: string): Outbound =>
    outbound({ lookUp: (_name, done) => done(Object.assign(new Error('x'), { code }), []) });
  const asked = await failing('ENOTFOUND').ask('https://nowhere.example/');
  assert.ok(!asked.ok);
  assert.deepEqual(
    [asked.problem.code, asked.problem.place, asked.problem.text],
    ['unreachable', 'nowhere.example:443', 'There is no such name.'],
  );
  const unused = createServer();
  await new Promise<void>((resolve) => unused.listen(0, '127.0.0.1', resolve));
  const { port: free } = unused.address() as AddressInfo;
  await new Promise((resolve) => unused.close(resolve));
  const closed = await outbound({ allow: [`127.0.0.1:${free}`] }).ask(`http://127.0.0.1:${free}/`);
  assert.ok(!closed.ok);
  assert.equal(closed.problem.text, 'Nobody answers there.');
  // A port that the library itself refuses.
  const other = await outbound({ allow: ['127.0.0.1:25'] }).ask('http://127.0.0.1:25/');
  assert.ok(!other.ok);
  assert.equal(other.problem.text, 'It gave no answer that can be read (bad port).');
});

test('whoever asks may give up', async () => {
  const asking = own().ask(`http://127.0.0.1:${port}/never`, { signal: AbortSignal.abort() });
  await assert.rejects(asking, { name: 'AbortError' });
});
