import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { ok } from '#domain/result.ts';
import { asks, files, narrates, removes, tells, type Route } from './route.ts';

/** The type check is the test: it fails where one of these lines is no error. */
test('a route without a policy does not compile', () => {
  const [method, path] = ['POST', '/api/x'] as const;
  const [body, answer, news] = [z.null(), z.null(), z.null()] as const;
  const run = () => Promise.resolve(ok(null));
  const file = () => Promise.resolve(ok({ text: '', contentType: 'text/plain', fileName: 'x' }));
  const without: readonly Route[] = [
    // @ts-expect-error nothing says who may ask
    asks({ method, path, answer, run }),
    // @ts-expect-error nothing says who may tell
    tells({ method, path, body, answer, run }),
    // @ts-expect-error nothing says who may be told
    narrates({ method, path, body, answer, news, run }),
    // @ts-expect-error nothing says who may remove
    removes(path, run),
    // @ts-expect-error nothing says who may fetch
    files(path, file),
    // @ts-expect-error a route made by hand needs it too
    { method, path, body: 'none', query: [], answer: 'nothing', handle: run },
    // @ts-expect-error a deed that the policy does not know is none
    asks({ method, path, may: { deed: 'whatever' }, answer, run }),
  ];
  const may = { deed: 'plan' } as const;
  const within: readonly Route[] = [
    asks({ method, path, may, answer, run }),
    tells({ method, path, may, body, answer, run }),
    narrates({ method, path, may, body, answer, news, run }),
    removes(path, may, run),
    files(path, may, file),
  ];
  assert.deepEqual(
    within.map((route) => route.may),
    within.map(() => may),
  );
  assert.equal(without.length, 7);
});
