import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import { killCycles } from '../kill.ts';

it('loses no acknowledged row in 200 kills', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'sr-kill-'));
  const { acknowledged, lost, slowestStart } = await killCycles(folder, 200);
  rmSync(folder, { recursive: true });
  t.diagnostic(
    `${acknowledged} acknowledged, ${lost.length} lost, slowest start ${slowestStart.toFixed(0)} ms`,
  );
  assert.deepEqual(lost, []);
  assert.ok(acknowledged >= 2_000);
  assert.ok(slowestStart < 10_000);
});
