import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { keyIn } from './key-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'sr-key-'));
after(() => rmSync(folder, { recursive: true, force: true }));

test('makes one key, which nobody else reads, and the next start takes the same', () => {
  const data = join(folder, 'data');
  const first = keyIn(data);
  assert.ok(first.ok);
  assert.deepEqual(keyIn(data), first);
  assert.equal(statSync(join(data, 'secret.key')).mode & 0o777, 0o600);
});

test('makes no new key over one that is damaged, and names the file and what to do', () => {
  const data = join(folder, 'damaged');
  keyIn(data);
  writeFileSync(join(data, 'secret.key'), 'short\n');
  const key = keyIn(data);
  assert.ok(!key.ok);
  assert.match(key.problem.text, /secret\.key holds no key any more .+ backup/);
});

test('says which file it is when the folder cannot be used', () => {
  const file = join(folder, 'no-folder');
  writeFileSync(file, '');
  const key = keyIn(file);
  assert.ok(!key.ok);
  assert.match(key.problem.text, /no-folder.+SECOND_ROUND_KEY/);
});
