import { test } from 'node:test';
import assert from 'node:assert/strict';
import { faultLine } from '#domain/fault.ts';
import { jsonOf } from './json-file.ts';

function flawOf(...parts: readonly (string | readonly number[])[]): string {
  const bytes = Buffer.concat(parts.map((part) => Buffer.from(part as string)));
  const parsed = jsonOf(bytes);
  return parsed.ok ? `the value ${JSON.stringify(parsed.value)}` : faultLine(parsed.problem);
}

test('UTF-8 text is read', () => {
  assert.equal(flawOf('{"name": "Zoë 🦉"}'), 'the value {"name":"Zoë 🦉"}');
});

test('a byte that is not UTF-8 is told with its line and column', () => {
  const remedy = 'expected UTF-8 text. Save the file as UTF-8.';
  assert.equal(flawOf('{"n":\n "Zo', [0xeb], '"}'), `2:5: found the byte 0xeb, ${remedy}`);
  assert.equal(flawOf('["ë', [0xc3]), `1:4: found the byte 0xc3, ${remedy}`);
  assert.equal(flawOf([0xa0]), `1:1: found the byte 0xa0, ${remedy}`);
  assert.equal(flawOf('["🦉', [0xf0, 0x9f, 0xa6], '"]'), `1:5: found the byte 0xf0, ${remedy}`);
});

test('a byte order mark is told by its encoding', () => {
  assert.match(
    flawOf([0xef, 0xbb, 0xbf], '{}'),
    /^1:1: found the byte order mark of UTF-8, expected the JSON text/,
  );
  assert.match(flawOf([0xff, 0xfe, 0x7b, 0]), /^1:1: found the byte order mark of UTF-16/);
});
