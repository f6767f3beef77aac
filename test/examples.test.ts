/** The example of the README, run as it stands there: a problem from files, a plan, and the judge's word on it. */
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const told = readFileSync(join(root, 'examples/README.md'), 'utf8');
let folder = '';

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'second-round-example-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** The commands of the document, with the files they write put into the test's own folder. */
function commands(): readonly (readonly string[])[] {
  const block = /```\n([\s\S]*?)```/.exec(told)?.[1] ?? '';
  return block
    .replaceAll('\\\n', ' ')
    .trim()
    .split('\n')
    .map((line) => line.replace(/\b(problem|plan)\.json/g, (file) => join(folder, file)).split(/\s+/));
}

test('the commands of the example plan a second interview, and the judge finds nothing broken', () => {
  const [problem, plan, check] = commands().map(([, , ...args]) =>
    spawnSync(process.execPath, [join(root, 'bin/second-round.mjs'), ...args], {
      cwd: root,
      encoding: 'utf8',
      timeout: 120_000,
    }),
  );
  assert.equal(problem?.status, 0, problem?.stderr);
  assert.match(problem?.stderr ?? '', /ravi\.ics:19: skipped .*the rule never occurs/);
  assert.equal(plan?.status, 0, plan?.stderr);
  assert.match(plan?.stderr ?? '', /1 of 1 loop placed .*no better plan exists/);
  assert.equal(check?.status, 0, check?.stdout);
});
