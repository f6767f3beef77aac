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
    fc.property(sets, fc.boolean(), (cores, vague) => {
      const impossible = (facts: readonly Fact[]): boolean => {
        const there = new Set(facts.map(({ person }) => Number(person)));
        return cores.some((core) => core.every((id) => there.has(id)));
      };
      const kinds = [0, 1, 2].map((kind) => [0, 1, 2, 3].map((index) => fact(kind * 4 + index)));
      // A proof may name everything, or leave out what one of the cores does without.
      const coreOf = (facts: readonly Fact[]): readonly Fact[] | undefined => {
        if (!impossible(facts)) return undefined;
        if (vague) return facts;
        const core = cores.find((one) =>
          impossible(facts.filter(({ person }) => one.includes(Number(person)))),
        );
        return facts.filter(({ person }) => core?.includes(Number(person)));
      };
      const found = smallestConflict(kinds, coreOf);
      assert.ok(found !== undefined && impossible(found));
      for (const one of found) assert.equal(impossible(found.filter((other) => other !== one)), false);
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('what is possible has no conflict', () => {
  assert.equal(
    smallestConflict([[fact(1)], [fact(2)]], () => undefined),
    undefined,
  );
});
