/** The example of the README, run as it stands there: a problem from files, a plan, and the judge's word on it. */
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const document = readFileSync(join(root, 'examples/README.md'), 'utf8');
let folder = '';

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'second-round-example-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** The commands of the document, with the files they write put into the test's own folder. */
function commands(): readonly (readonly string[])[] {
  const block = /```\n([\s\S]*?)```/.exec(document)?.[1] ?? '';
  return block
    .replaceAll('\\\n', ' ')
    .trim()
    .split('\n')
    .map((line) => line.replace(/\b(problem|plan)\.json/g, (file) => join(folder, file)).split(/\s+/));
}

test('the commands of the example plan a second interview, and the judge finds nothing broken', () => {
  const told = commands().map(([, , ...args]) => {
    const run = spawnSync(process.execPath, [join(root, 'bin/second-round.mjs'), ...args], {
      cwd: root,
      encoding: 'utf8',
      timeout: 120_000,
    });
    assert.equal(run.status, 0, run.stderr + run.stdout);
    return run.stderr;
  });
  assert.equal(told.length, 3);
  assert.match(told[0] ?? '', /ravi\.ics:19: skipped .*the rule never occurs/);
  assert.match(told[1] ?? '', /1 of 1 loop placed .*no better plan exists/);
});
