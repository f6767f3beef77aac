import { readFileSync } from 'node:fs';

/** The version of this program, as `package.json` states it. */
export const VERSION: string = versionOf(
  JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')),
);

function versionOf(manifest: unknown): string {
  const version: unknown =
    typeof manifest === 'object' && manifest !== null && Reflect.get(manifest, 'version');
  if (typeof version !== 'string') throw new TypeError('package.json states no version');
  return version;
}
