import { test } from 'node:test';
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { faultLine } from '#domain/fault.ts';
import { DEEPEST, parseJsonText } from './json-text.ts';

function flawOf(text: string): string {
  const parsed = parseJsonText(text);
  return parsed.ok ? 'none' : faultLine(parsed.problem);
}

const FLAWED: readonly (readonly [string, string])[] = [
  [
    '',
    '1:1: found the end of the text, expected a value (an object, a list, a text in double quotes, a number, true, false or null)',
  ],
  ['{"a": 1,\n "b" 2}', '2:6: found "2", expected a colon after the name of the field'],
  ['{"a": 1,}', '1:9: found "}", expected the name of a field in double quotes'],
  [
    '[\u007f]',
    '1:2: found the character U+007F, expected a value (an object, a list, a text in double quotes, a number, true, false or null)',
  ],
  ["{'a': 1}", '1:2: found "\'", expected the name of a field in double quotes'],
  ['[1 2]', '1:4: found "2", expected a comma or the end of the list, "]"'],
  ['{"a": [1}', '1:9: found "}", expected a comma or the end of the list, "]"'],
  ['{"a": 1', '1:8: found the end of the text, expected a comma or the end of the object, "}"'],
  ['[01]', '1:3: found "1", expected a comma or the end of the list, "]"'],
  ['[1] x', '1:5: found "x", expected nothing more after the value'],
  ['["a\nb"]', '1:4: found the end of the line, expected no control character inside a text, but its escape'],
  ['["a', '1:4: found the end of the text, expected the double quote that ends the text'],
  ['["\\x"]', '1:3: found "\\\\", expected an escape like \\n or \\u00e9'],
];

for (const [text, line] of FLAWED) {
  test(`the flaw of ${JSON.stringify(text)} is told with its line and column`, () => {
    assert.equal(flawOf(text), line);
  });
}

test('lists inside each other are counted before anything walks them', () => {
  const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
  assert.equal(parseJsonText(nested(DEEPEST)).ok, true);
  assert.match(flawOf(nested(DEEPEST + 1)), /^1:65: found "\["/);
  assert.match(flawOf('['.repeat(2_000_000)), /^1:65: found "\[", expected at most 64 lists and objects/);
  assert.match(flawOf('{"a":'.repeat(200_000)), /expected at most 64/);
});

test('a text of two megabytes is read in a moment', () => {
  const text = JSON.stringify({ a: 'x"\\é'.repeat(500_000) });
  const began = performance.now();
  assert.equal(parseJsonText(text).ok, true);
  assert.ok(performance.now() - began < 2000);
});

test('what the engine parses is taken with the same value, and what it refuses is refused', () => {
  const noise = fc.tuple(
    fc.json(),
    fc.nat(),
    fc.constantFrom('', ',', '"', '}', ']', '0', '\\', ' ', '-', 'e', '\n'),
  );
  fc.assert(
    fc.property(noise, ([json, at, letter]) => {
      const place = at % (json.length + 1);
      const text = json.slice(0, place) + letter + json.slice(place + (at % 2));
      const parsed = parseJsonText(text);
      let value: unknown;
      try {
        value = JSON.parse(text);
      } catch {
        assert.equal(parsed.ok, false, text);
        return;
      }
      assert.deepEqual(parsed, { ok: true, value });
    }),
    { seed: 20_261_207, numRuns: 3000 },
  );
});
