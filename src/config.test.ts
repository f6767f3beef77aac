import assert from 'node:assert/strict';
import { it } from 'node:test';
import { DEFAULT_THREADS } from '#threads/solver.ts';
import { parseConfig } from './config.ts';

it('has a default for every setting', () => {
  assert.deepEqual(parseConfig({}), {
    ok: true,
    value: {
      port: 3000,
      reach: { host: '127.0.0.1', trustedProxies: [] },
      folder: './data',
      database: { kind: 'embedded', folder: './data' },
      solverThreads: DEFAULT_THREADS,
      outboundAllow: [],
      logLevel: 'info',
    },
  });
  assert.ok(DEFAULT_THREADS >= 1 && DEFAULT_THREADS <= 2);
});

it('takes a PostgreSQL server where one is named', () => {
  const config = parseConfig({ DATABASE_URL: 'postgres://x/y', SECOND_ROUND_DATA: '/data' });
  assert.deepEqual(config.ok && config.value.database, { kind: 'server', url: 'postgres://x/y' });
});

it('takes from 1 to 64 threads that search', () => {
  for (const threads of ['1', '64']) {
    const config = parseConfig({ SOLVER_THREADS: threads });
    assert.equal(config.ok && config.value.solverThreads, Number(threads));
  }
  for (const threads of ['0', '65', '1.5', '-1', 'two']) {
    const config = parseConfig({ SOLVER_THREADS: threads });
    assert.ok(!config.ok, threads);
    assert.equal(config.problem[0]?.place, 'SOLVER_THREADS');
  }
});

it('takes a key for sealing, and shows none that it refuses', () => {
  const key = 'k'.repeat(43);
  const config = parseConfig({ SECOND_ROUND_KEY: key });
  assert.equal(config.ok && config.value.key, key);
  const refused = parseConfig({ SECOND_ROUND_KEY: 'a short secret' });
  assert.ok(!refused.ok);
  assert.equal(refused.problem[0]?.found, '14 characters');
});

it('takes a mail server and a sender, and neither without the other', () => {
  const set = { SMTP_URL: 'smtp://ada:secret@mail.example.org', MAIL_FROM: 'ada@example.org' };
  const config = parseConfig(set);
  assert.equal(config.ok && config.value.mail?.server.login?.password, 'secret');
  for (const name of ['SMTP_URL', 'MAIL_FROM'] as const) {
    const half = parseConfig({ ...set, [name]: '' });
    assert.ok(!half.ok);
    assert.equal(half.problem[0]?.place, name);
  }
});

it('refuses a port that is none and a level that is none, both at once', () => {
  const config = parseConfig({ PORT: '70000', LOG_LEVEL: 'loud' });
  assert.ok(!config.ok);
  assert.deepEqual(
    config.problem.map(({ place, found }) => [place, found]),
    [
      ['PORT', '"70000"'],
      ['LOG_LEVEL', '"loud"'],
    ],
  );
});

it('takes places of the own network by host and port, and nothing else', () => {
  const config = parseConfig({ OUTBOUND_ALLOW: 'Keycloak.internal:8443, [::1]:80 10.0.0.7:5232' });
  const expected = ['keycloak.internal:8443', '[::1]:80', '10.0.0.7:5232'];
  assert.deepEqual(config.ok && config.value.outboundAllow, expected);
  for (const wrong of [
    'keycloak.internal',
    'https://keycloak.internal:8443',
    'a:b@c:80',
    ':80',
    'x:80/path',
  ]) {
    const refused = parseConfig({ OUTBOUND_ALLOW: wrong });
    assert.ok(!refused.ok, wrong);
    assert.equal(refused.problem[0]?.place, 'OUTBOUND_ALLOW');
  }
});
