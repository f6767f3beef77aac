import assert from 'node:assert/strict';
import { test } from 'node:test';
import { browserName } from './browser-name.ts';

test('calls browsers what people call them', () => {
  const mozilla = 'Mozilla/5.0 ';
  const webkit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
  for (const [header, name] of [
    [`${mozilla}(X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0`, 'Firefox on Linux'],
    [`${mozilla}(Windows NT 10.0; Win64; x64) ${webkit} Chrome/130.0.0.0 Safari/537.36`, 'Chrome on Windows'],
    [`${mozilla}(Windows NT 10.0) ${webkit} Chrome/130.0.0.0 Safari/537.36 Edg/130.0`, 'Edge on Windows'],
    [
      `${mozilla}(Macintosh; Intel Mac OS X 10_15_7) ${webkit} Version/17.5 Safari/605.1.15`,
      'Safari on macOS',
    ],
    [
      `${mozilla}(iPhone; CPU iPhone OS 17_5 like Mac OS X) ${webkit} Version/17.5 Mobile/15E148 Safari/604.1`,
      'Safari on iPhone',
    ],
    [`${mozilla}(Linux; Android 14) ${webkit} Chrome/130.0.0.0 Mobile Safari/537.36`, 'Chrome on Android'],
    ['Firefox/1', 'Firefox'],
    ['curl/8.5.0', 'Another program'],
    ['', 'Another program'],
  ] as const) {
    assert.equal(browserName(header), name, header);
  }
});
