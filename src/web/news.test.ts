import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { daySearchNewsSchema } from '#contract/day-search.ts';
import { endOf, type News } from './news.ts';

const ID = '00000000-0000-7000-8000-000000000000';
const progress = (cost: number): News => ({
  progress: { seconds: 1, placed: 1, total: 1, cost, bound: null },
});
const result = {
  alternatives: [],
  proven: true,
  seconds: 0.5,
  rows: [],
  uncounted: ['Jürgen Ÿ'],
  outdated: [],
  held: [],
};

function streamOf(parts: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start: (controller) => {
      for (const part of parts) controller.enqueue(part);
      controller.close();
    },
  });
}

test('hears every line and the end, however the bytes are cut', async () => {
  const lines = [{ search: ID }, progress(30), progress(20), { result }];
  const bytes = new TextEncoder().encode(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(bytes.length), { maxLength: 8 }), async (cuts) => {
      const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
      const parts = places.slice(1).map((place, index) => bytes.slice(places[index], place));
      const heard: News[] = [];
      const end = await endOf(daySearchNewsSchema, streamOf(parts), (news) => heard.push(news));
      assert.deepEqual(heard, lines.slice(0, 3));
      assert.deepEqual(end, { result });
    }),
  );
});

test('knows no end of a stream that broke off', async () => {
  const text = `${JSON.stringify({ search: ID })}\n{"result":`;
  assert.equal(
    await endOf(daySearchNewsSchema, streamOf([new TextEncoder().encode(text)]), () => {}),
    undefined,
  );
});

test('refuses a line that no version of the server writes', async () => {
  const bytes = new TextEncoder().encode('{"progress":{"cost":"low"}}\n');
  await assert.rejects(endOf(daySearchNewsSchema, streamOf([bytes]), () => {}));
});
