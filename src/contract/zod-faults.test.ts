import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { daySearchSchema } from './day-search.ts';
import { faultsOfIssues } from './zod-faults.ts';

const CASES: readonly [string, z.ZodType, unknown, string][] = [
  ['a text', z.string(), 1, 'a text'],
  ['a number', z.number(), '1', 'a number'],
  ['a whole number', z.int(), 1.5, 'a whole number'],
  ['true or false', z.boolean(), 1, 'true or false'],
  ['a list', z.array(z.int()), {}, 'a list'],
  ['an object', z.strictObject({}), [], 'an object'],
  ['a record', z.record(z.string(), z.int()), [], 'an object'],
  ['a pair', z.tuple([z.int(), z.int()]), [1], 'at least 2 entries'],
  ['a short text', z.string().min(2), 'a', 'at least 2 characters'],
  ['a long text', z.string().max(1), 'ab', 'at most 1 character'],
  ['a text of one length', z.string().length(3), 'ab', 'exactly 3 characters'],
  ['an empty list', z.array(z.int()).min(1), [], 'at least 1 entry'],
  ['a long list', z.array(z.int()).max(2), [1, 2, 3], 'at most 2 entries'],
  ['a small number', z.int().min(5), 4, 'at least 5'],
  ['a big number', z.int().max(5), 6, 'at most 5'],
  ['a number at its bound', z.number().gt(5), 5, 'more than 5'],
  ['a number at its upper bound', z.number().lt(5), 5, 'less than 5'],
  ['a multiple', z.number().multipleOf(5), 4, 'a multiple of 5'],
  ['a date', z.iso.date(), 'x', 'a date like 2026-12-07'],
  [
    'an instant',
    z.iso.datetime({ offset: true }),
    'x',
    'an instant with its offset, like 2026-12-07T09:00:00+01:00',
  ],
  ['a time', z.iso.time(), 'x', 'a time of day like 09:00'],
  ['an id', z.uuid(), 'x', 'an id, as this server gave it'],
  ['an e-mail address', z.email(), 'x', 'an e-mail address like ada@example.org'],
  ['a form without a name', z.string().regex(/^a$/), 'x', 'a text of another form'],
  ['one value', z.literal(true), 1, 'true'],
  ['one of several', z.enum(['a', 'b']), 'c', 'one of "a", "b"'],
  ['a union', z.union([z.literal(5), z.string()]), {}, '5, or a text'],
  ['a rule without words', z.string().refine(() => false), 'x', 'another value'],
  ['a rule with words', z.string().refine(() => false, 'a name'), 'x', 'a name'],
  [
    'a range of dates',
    daySearchSchema,
    { from: '2026-12-08', to: '2026-12-07' },
    'a date that is not before the first',
  ],
];

for (const [what, schema, value, expected] of CASES) {
  test(`${what}: the words complete "expected …"`, () => {
    const parsed = schema.safeParse(value);
    assert.ok(!parsed.success);
    assert.deepEqual(
      faultsOfIssues(parsed.error.issues, value).map((fault) => fault.expected),
      [expected],
    );
  });
}
