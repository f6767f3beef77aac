import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkWritable, readBytes, writeWhole } from './files.ts';

async function inFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'second-round-files-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

test('a file is written whole over an old one, and leaves no draft', () =>
  inFolder(async (folder) => {
    const path = join(folder, 'plan.json');
    await writeFile(path, 'old');
    assert.deepEqual(await writeWhole(path, 'new'), { ok: true, value: undefined });
    assert.deepEqual([await readFile(path, 'utf8'), await readdir(folder)], ['new', ['plan.json']]);
  }));

test('what cannot be written is said, and leaves no draft', () =>
  inFolder(async (folder) => {
    const onFolder = await writeWhole(folder, 'text');
    assert.equal(onFolder.ok || onFolder.problem.place, folder);
    const nowhere = await checkWritable(join(folder, 'nowhere', 'deeper', 'plan.json'));
    assert.deepEqual(nowhere, {
      ok: false,
      problem: {
        place: join(folder, 'nowhere'),
        found: 'no such directory',
        expected: 'a directory that can be written to',
        remedy: 'Make the directory, or choose another place.',
      },
    });
    const nameless = await checkWritable('');
    assert.deepEqual(nameless.ok || nameless.problem.place, '--out');
    assert.deepEqual(await readdir(folder), []);
  }));

test('a file that is missing, or is a directory, is said', () =>
  inFolder(async (folder) => {
    const found = await Promise.all([readBytes(join(folder, 'nowhere')), readBytes(folder)]);
    assert.deepEqual(
      found.map((read) => read.ok || read.problem.found),
      ['no such file', 'a directory'],
    );
  }));
