import assert from 'node:assert/strict';
import { globSync, readFileSync, realpathSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { foundByName } from './found-by-name.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const IMPORT = ['node', 'import', 'module-sync', 'node-addons'];

type Found = ReturnType<typeof foundByName>;

/** What is left to the search says so. */
function find(specifier: string, parentURL: string, conditions: readonly string[] = IMPORT): Found {
  const context = { parentURL, conditions: [...conditions], importAttributes: {} };
  return foundByName(specifier, context, () => ({ url: 'searched:' }));
}

const PARENT = new URL('cli/plan.ts', import.meta.url).href;

test('finds our sources by their names', () => {
  const { href } = new URL('domain/fault.ts', import.meta.url);
  assert.deepEqual(find('#domain/fault.ts', PARENT), {
    url: href,
    format: 'module-typescript',
    shortCircuit: true,
  });
  assert.equal(find('./faults.ts', PARENT).url, new URL('cli/faults.ts', import.meta.url).href);
});

test('leaves packages, parts of Node, what is required, and the names of other packages to the search', () => {
  const other = 'file:///elsewhere/node_modules/other/index.js';
  const searched = [
    find('zod', PARENT),
    find('node:fs', PARENT),
    find('#domain/fault.ts', other),
    find('./part.js', other, ['node', 'require']),
    find('./part.js', 'file:///elsewhere/node_modules/other/index.mjs'),
    find('./part', other),
  ];
  for (const { url } of searched) assert.equal(url, 'searched:');
});

test('takes only a neighbour to be of the same kind', () => {
  const other = 'file:///elsewhere/node_modules/other/esm/index.js';
  assert.equal(find('./part.js', other).format, 'module');
  assert.equal(find('../cjs/part.js', other).format, undefined);
  assert.equal(find('./cjs/part.js', other).format, undefined);
});

/** The specifiers of a file's imports, those of types aside. */
function importsOf(path: string): readonly string[] {
  const text = readFileSync(path, 'utf8');
  const from = text.matchAll(/^(?:import|export)\s(?!type\b)[^;]*?\bfrom\s+["']([^"']+)["']/gm);
  const later = text.matchAll(/\bimport\(["']([^"']+)["']\)/g);
  return [...from, ...later].map(([, specifier = '']) => specifier);
}

test('finds the very files, for every import of ours and of the packages that each command loads', () => {
  const ours = globSync('src/**/*.ts', { cwd: ROOT });
  const theirs = globSync('node_modules/{zod/v4,zod,commander}/{,core/,classic/,locales/,lib/}*.js', {
    cwd: ROOT,
  });
  let found = 0;
  for (const path of [...ours, ...theirs].map((name) => `${ROOT}${name}`)) {
    for (const specifier of importsOf(path)) {
      const { url, format } = find(specifier, pathToFileURL(path).href);
      if (url === 'searched:') continue;
      found += 1;
      assert.equal(pathToFileURL(realpathSync(fileURLToPath(url))).href, url);
      if (format !== 'module') continue;
      const manifest: unknown = JSON.parse(readFileSync(findPackageJSON(url) ?? '', 'utf8'));
      assert.equal(
        typeof manifest === 'object' && manifest !== null && Reflect.get(manifest, 'type'),
        'module',
      );
    }
  }
  assert.ok(found > 1000, `${found} imports`);
});
