import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { ok } from '#domain/result.ts';
import { makeApp } from './app.ts';
import { listen } from './listen.ts';
import { tells } from './route.ts';

test('tells a handler when the asker goes before the answer', { timeout: 10_000 }, async () => {
  const [begun, gone] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slow = tells({
    method: 'POST',
    path: '/api/slow',
    may: { deed: 'open-sample' },
    body: z.strictObject({ from: z.string() }),
    answer: z.null(),
    run: async ({ signal }) => {
      signal.addEventListener('abort', () => gone.resolve());
      begun.resolve();
      await gone.promise;
      return ok(null);
    },
  });
  const failed = (error: unknown): never => {
    throw error;
  };
  const app = makeApp({
    routes: [slow],
    policy: {
      viewerOf: () => Promise.resolve({ kind: 'computer' }),
      isSample: () => Promise.resolve(false),
      factsOf: () => Promise.resolve({ places: { teams: [], sits: [] }, known: [] }),
    },
    pageFolder: 'none',
    served: () => undefined,
    failed,
  });
  const listening = await listen(app, { host: '127.0.0.1', port: 0 });
  assert.ok(listening.ok);
  const going = new AbortController();
  const asked = fetch(`${listening.value.url}/api/slow`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"from":"2026-12-07"}',
    signal: going.signal,
  });
  await begun.promise;
  going.abort();
  await assert.rejects(asked, { name: 'AbortError' });
  await gone.promise;
  await listening.value.close();
});
