/** Builds the page, and tells whether the built one is still that of the sources. */
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const STAMP = 'dist/page.stamp';
const INDEX = 'dist/page/index.html';
const SOURCES = [
  'scripts/page.ts',
  'src/web/**',
  'src/contract/*.ts',
  'src/domain/**/*.ts',
  'package-lock.json',
];

export const VITE_CONFIG: string = fileURLToPath(new URL('../src/web/vite.config.ts', import.meta.url));

export async function buildPage(): Promise<void> {
  // A start that builds nothing does not load the builder.
  const { build } = await import('vite');
  rmSync(STAMP, { force: true });
  await build({ configFile: VITE_CONFIG, logLevel: 'warn' });
  pack('dist/page/assets/*.{js,css}');
  mkdirSync('dist', { recursive: true });
  writeFileSync(STAMP, fingerprint());
}

/** Beside each file its packed forms, which the server sends to whoever takes them. */
function pack(pattern: string): void {
  for (const file of globSync(pattern)) {
    const bytes = readFileSync(file);
    const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
    writeFileSync(`${file}.br`, brotliCompressSync(bytes, quality));
    writeFileSync(`${file}.gz`, gzipSync(bytes));
  }
}

export function pageIsCurrent(): boolean {
  return existsSync(INDEX) && existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint();
}

/** Changes with the contents of whatever the page is made of. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const files = SOURCES.flatMap((pattern) => globSync(pattern)).filter((file) => statSync(file).isFile());
  for (const file of files.sort()) hash.update(`${file}\0`).update(readFileSync(file));
  return hash.digest('hex');
}
