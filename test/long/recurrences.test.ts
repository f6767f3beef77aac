/** Five thousand rules over two clock changes in five zones (`RULES` and `SEED` change that). */
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { pythonWith } from '../python.ts';
import { compareWithDateutil } from '../recurrence-rules.ts';

const RULES = Number(process.env['RULES'] ?? 5_000);
const SEED = Number(process.env['SEED'] ?? 1);

test(`occurrences of ${RULES} rules are those that python-dateutil computes`, (t) => {
  const found = pythonWith('dateutil');
  if (found.kind === 'absent') {
    t.skip(found.reason);
    return;
  }
  const tally = compareWithDateutil(found.python, SEED, RULES);
  t.diagnostic(JSON.stringify(tally));
  assert.ok(tally.refused + tally.crowded < RULES / 20);
});
