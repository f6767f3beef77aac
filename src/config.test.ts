import assert from 'node:assert/strict';
import { it } from 'node:test';
import { parseConfig } from './config.ts';

it('has a default for every setting', () => {
  assert.deepEqual(parseConfig({}), {
    ok: true,
    value: {
      port: 3000,
      host: '127.0.0.1',
      database: { kind: 'embedded', folder: './data' },
      logLevel: 'info',
    },
  });
});

it('takes a PostgreSQL server where one is named', () => {
  const config = parseConfig({ DATABASE_URL: 'postgres://x/y', SECOND_ROUND_DATA: '/data' });
  assert.deepEqual(config.ok && config.value.database, { kind: 'server', url: 'postgres://x/y' });
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
