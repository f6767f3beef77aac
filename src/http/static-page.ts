/** The built page: its files by name, and index.html for every address that the page itself understands. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { pagePolicy } from './security-headers.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
};

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Second Round</title>
<h1>The page is not built</h1><p>Run <code>npm run build</code>, then load this again. The API answers all the same.</p></html>`;

/** How the build packs scripts and styles beside the originals, the smallest first. */
const PACKED = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

type Asked = {
  readonly path: string;
  /** The request's Accept-Encoding. */
  readonly encodings?: string | null;
};

/** Undefined where no such file exists and the address is not one of the page's. */
export async function pageResponse(
  folder: string,
  { path, encodings }: Asked,
): Promise<Response | undefined> {
  const type = TYPES[extname(path)];
  if (type === undefined) return indexResponse(folder);
  // One folder deep and plain names only, so nothing outside can be named.
  if (path !== '/index.html' && /^(\/[\w-][\w.-]*){1,2}$/.test(path)) {
    const file = await fileOf(join(folder, path), encodings ?? '');
    if (file === undefined) return undefined;
    const forEver = path.startsWith('/assets/');
    const caching = forEver ? 'public, max-age=31536000, immutable' : 'no-cache';
    return new Response(Uint8Array.from(file.bytes), {
      headers: { 'content-type': type, 'cache-control': caching, vary: 'accept-encoding', ...file.headers },
    });
  }
  return path === '/index.html' ? indexResponse(folder) : undefined;
}

type StoredFile = { readonly bytes: Buffer; readonly headers: Readonly<Record<string, string>> };

async function fileOf(file: string, encodings: string): Promise<StoredFile | undefined> {
  const accepted = encodings.split(',').map((one) => one.trim());
  for (const [encoding, ending] of PACKED) {
    // One that is weighed (`br;q=0`) is not taken: the plain file always fits.
    const bytes = accepted.includes(encoding) ? await readIfThere(file + ending) : undefined;
    if (bytes !== undefined) return { bytes, headers: { 'content-encoding': encoding } };
  }
  const bytes = await readIfThere(file);
  return bytes === undefined ? undefined : { bytes, headers: {} };
}

/** Never packed, because it carries a secret. The page finds its nonce in `meta[property="csp-nonce"]`, and gives it to the styles that it makes itself. */
async function indexResponse(folder: string): Promise<Response> {
  const nonce = randomBytes(16).toString('base64url');
  const index = (await readIfThere(join(folder, 'index.html')))?.toString('utf8') ?? NOT_BUILT;
  return new Response(index.replace('<head>', `<head><meta property="csp-nonce" nonce="${nonce}" />`), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      'content-security-policy': pagePolicy(nonce),
    },
  });
}

async function readIfThere(file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(file);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
