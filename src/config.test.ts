import assert from 'node:assert/strict';
import { it } from 'node:test';
import { DEFAULT_THREADS } from '#threads/solver.ts';
import { parseConfig } from './config.ts';

it('has a default for every setting', () => {
  assert.deepEqual(parseConfig({}), {
    ok: true,
    value: {
      port: 3000,
      host: '127.0.0.1',
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

it('refuses an address that others can reach, and says how to go about it', () => {
  const config = parseConfig({ HOST: '0.0.0.0' });
  assert.ok(!config.ok);
  assert.equal(config.problem[0]?.place, 'HOST');
  assert.match(config.problem[0]?.remedy ?? '', /SSH tunnel/);
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
