import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { smallestConflict } from './conflict.ts';
import type { Fact } from './facts.ts';

const fact = (id: number): Fact => ({ rule: 'busy', person: String(id) });

test('the conflict is impossible, and possible without any one of its facts', () => {
  const sets = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 11 }), { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 4,
  });
  fc.assert(
    fc.property(sets, (cores) => {
      const impossible = (facts: readonly Fact[]): boolean => {
        const there = new Set(facts.map(({ person }) => Number(person)));
        return cores.some((core) => core.every((id) => there.has(id)));
      };
      const kinds = [0, 1, 2].map((kind) => [0, 1, 2, 3].map((index) => fact(kind * 4 + index)));
      const found = smallestConflict(kinds, impossible);
      assert.equal(impossible(found), true);
      for (const one of found) assert.equal(impossible(found.filter((other) => other !== one)), false);
    }),
    { seed: 1, numRuns: 300 },
  );
});
