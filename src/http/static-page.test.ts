import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, it } from 'node:test';
import { pageResponse } from './static-page.ts';

const root = mkdtempSync(join(tmpdir(), 'sr-page-'));
const page = join(root, 'page');
mkdirSync(join(page, 'assets'), { recursive: true });
writeFileSync(join(page, 'index.html'), '<html><head><title>x</title></head></html>');
writeFileSync(join(page, 'assets', 'index-1.js'), 'script');
writeFileSync(join(root, 'secret.js'), 'secret');
after(() => rmSync(root, { recursive: true }));

it('gives the page to every address that is its own, with a nonce that no other answer has', async () => {
  const policies = new Set<string>();
  for (const path of ['/', '/o/1/openings', '/agenda/token', '/index.html']) {
    const response = await pageResponse(page, { path });
    const policy = response?.headers.get('content-security-policy') ?? '';
    const nonce = /'nonce-([\w-]+)'/.exec(policy)?.[1] ?? '';
    assert.ok((await response?.text())?.includes(`<meta property="csp-nonce" nonce="${nonce}" />`), path);
    assert.equal(response?.headers.get('cache-control'), 'no-cache');
    policies.add(policy);
  }
  assert.equal(policies.size, 4);
});

it('lets a file whose name changes with its content be kept for ever', async () => {
  const response = await pageResponse(page, { path: '/assets/index-1.js' });
  assert.equal(await response?.text(), 'script');
  assert.match(response?.headers.get('cache-control') ?? '', /immutable/);
});

it('gives the smallest form that is there and taken, and never packs the page with its nonce', async () => {
  writeFileSync(join(page, 'assets', 'big-1.js'), 'plain');
  writeFileSync(join(page, 'assets', 'big-1.js.br'), 'brotli');
  writeFileSync(join(page, 'assets', 'big-1.js.gz'), 'gzip');
  writeFileSync(join(page, 'index.html.br'), 'packed');
  const got = async (path: string, encodings: string): Promise<readonly unknown[]> => {
    const response = await pageResponse(page, { path, encodings });
    return [await response?.text(), response?.headers.get('content-encoding')];
  };
  assert.deepEqual(await got('/assets/big-1.js', 'gzip, deflate, br, zstd'), ['brotli', 'br']);
  assert.deepEqual(await got('/assets/big-1.js', 'gzip, br;q=0'), ['gzip', 'gzip']);
  assert.deepEqual(await got('/assets/big-1.js', ''), ['plain', null]);
  assert.deepEqual(await got('/assets/index-1.js', 'br'), ['script', null]);
  assert.equal((await got('/', 'br'))[1], null);
});

it('gives nothing from outside its folder, and nothing that is not there', async () => {
  for (const path of [
    '/../secret.js',
    '/..%2fsecret.js',
    '/assets/../../secret.js',
    '/.hidden.js',
    '//secret.js',
    '/a/b/c.js',
    '/assets/missing.js',
  ]) {
    assert.equal(await pageResponse(page, { path }), undefined, path);
  }
});

it('says how to build the page where it is not built', async () => {
  const response = await pageResponse(join(root, 'empty'), { path: '/' });
  assert.match((await response?.text()) ?? '', /npm run build/);
});
