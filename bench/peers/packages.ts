/** The packages of `bench/packages`, which are installed apart from the product's own. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { z } from 'zod';

const FOLDER = new URL('../packages/', import.meta.url);
const manifestSchema = z.object({ version: z.string() });

/** Undefined where the package is not installed. */
export function packageVersion(name: string): string | undefined {
  const manifest = new URL(`node_modules/${name}/package.json`, FOLDER);
  if (!existsSync(manifest)) return undefined;
  return manifestSchema.parse(JSON.parse(readFileSync(manifest, 'utf8'))).version;
}

/** A file within an installed package. */
export function packageFile(path: string): string {
  return fileURLToPath(new URL(`node_modules/${path}`, FOLDER));
}

/** For `import()`: the address of what the package exports under that name. */
export function packageEntry(specifier: string): string {
  return pathToFileURL(createRequire(new URL('package.json', FOLDER)).resolve(specifier)).href;
}
