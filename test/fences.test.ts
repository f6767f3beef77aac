import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FENCES, SOCKETS, type Fence } from '../scripts/fences.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
let house = '';

before(() => {
  house = mkdtempSync(join(tmpdir(), 'fences-'));
  cpSync(join(root, 'oxlint.config.ts'), join(house, 'oxlint.config.ts'));
  cpSync(join(root, 'scripts/fences.ts'), join(house, 'scripts/fences.ts'));
  for (const file of ['package.json', 'tsconfig.base.json', 'tsconfig.pure.json'])
    cpSync(join(root, file), join(house, file));
  symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
});

after(() => rmSync(house, { recursive: true, force: true }));

/** Which of the planted lines the linter refuses by the rule. */
function refused(
  folder: string,
  lines: readonly string[],
  rule: string = 'no-restricted-imports',
): readonly string[] {
  const planted = join('src', folder, 'planted.ts');
  mkdirSync(join(house, 'src', folder), { recursive: true });
  writeFileSync(join(house, planted), `${lines.join('\n')}\n`);
  const run = spawnSync(
    process.execPath,
    [join(root, 'node_modules/oxlint/bin/oxlint'), '--format', 'json', planted],
    {
      cwd: house,
      encoding: 'utf8',
    },
  );
  rmSync(join(house, planted));
  const report: { diagnostics: { code: string; labels: { span: { line: number } }[] }[] } = JSON.parse(
    run.stdout,
  );
  const faulty = report.diagnostics
    .filter((diagnostic) => diagnostic.code === `eslint(${rule})`)
    .map((diagnostic) => lines[(diagnostic.labels[0]?.span.line ?? 0) - 1] ?? '');
  return faulty.toSorted();
}

function importLine(specifier: string, index: number): string {
  return `export * as planted${index} from '${specifier}';`;
}

function hasRooms(folder: string): boolean {
  return FENCES.some((fence) => fence.folder === folder && fence.rooms === true);
}

function forbidden(fence: Fence): readonly string[] {
  const others = FENCES.map((other) => other.folder).filter(
    (folder) => folder !== fence.folder && !fence.modules.includes(folder),
  );
  return [
    ...others.map((folder) => `#${folder}/planted.ts`),
    ...fence.modules.map((folder) => `#${folder}/${hasRooms(folder) ? 'room/' : ''}inner/private.ts`),
    ...(fence.node === true ? [] : ['node:fs']),
    ...(fence.sockets === true ? [] : SOCKETS),
    '../domain/planning/loop-problem.ts',
    'some-package-nobody-chose',
    '@some-scope/package',
  ];
}

for (const fence of FENCES) {
  test(`${fence.folder}: every import outside its row of the table is refused`, () => {
    const lines = forbidden(fence).map(importLine);
    assert.deepEqual(refused(fence.folder, lines), lines.toSorted());
  });

  test(`${fence.folder}: what its row of the table allows is not refused`, () => {
    const allowed = [
      './neighbour.ts',
      `#${fence.folder}/inner/own.ts`,
      ...fence.modules.map((module) => `#${module}/public.ts`),
      ...fence.modules.filter(hasRooms).map((module) => `#${module}/room/public.ts`),
      ...(fence.node === true ? ['node:fs', 'node:fs/promises'] : []),
      ...(fence.sockets === true ? SOCKETS : []),
      ...(fence.packages ?? []).filter((name) => !name.includes('*')),
    ];
    assert.deepEqual(refused(fence.folder, allowed.map(importLine)), []);
  });
}

test('use cases may name the types of the doors out, and nothing else of them', () => {
  for (const door of FENCES.find((fence) => fence.folder === 'usecases')?.types ?? []) {
    const where = hasRooms(door) ? `#${door}/room/open.ts` : `#${door}/open.ts`;
    const value = `export { open } from '${where}';`;
    assert.deepEqual(refused('usecases', [`import type { Open } from '${where}';`, value]), [value]);
  }
});

test('I10: nobody but the one client asks others by a global', () => {
  const line = "export const asked = fetch('https://example.org');";
  for (const folder of ['usecases', 'store', 'http', 'providers', 'calendars']) {
    assert.deepEqual(refused(folder, [line], 'no-restricted-globals'), [line]);
  }
  assert.deepEqual(refused('outbound', [line], 'no-restricted-globals'), []);
});

test('a dynamic import is no way around the table', () => {
  const line = "export const store = import('#store/database/open.ts');";
  assert.deepEqual(refused('domain', [line]), [line]);
});

test('the pure world has neither Node nor a browser: process and document do not compile', () => {
  mkdirSync(join(house, 'src/domain'), { recursive: true });
  const planted = join(house, 'src/domain/planted.ts');
  writeFileSync(planted, 'export const where: string = process.cwd() + document.title;\n');
  const run = spawnSync(join(root, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.pure.json'], {
    cwd: house,
    encoding: 'utf8',
  });
  rmSync(planted);
  assert.match(run.stdout, /Cannot find name 'process'/);
  assert.match(run.stdout, /Cannot find name 'document'/);
});
