import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { smallestConflict } from './conflict.ts';
import type { Verdict } from './conflict.ts';
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
      const judge = (facts: readonly Fact[]): Verdict => {
        if (!impossible(facts)) return 'possible';
        if (vague) return facts;
        const core = cores.find((one) =>
          impossible(facts.filter(({ person }) => one.includes(Number(person)))),
        );
        return facts.filter(({ person }) => core?.includes(Number(person)));
      };
      const { because, sure } = smallestConflict(kinds, judge) ?? { because: [], sure: false };
      assert.ok(sure && impossible(because));
      for (const one of because) assert.equal(impossible(because.filter((other) => other !== one)), false);
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('what is possible has no conflict', () => {
  assert.equal(
    smallestConflict([[fact(1)], [fact(2)]], () => 'possible'),
    undefined,
  );
});

test('a fact that is not known to be needed is asked again at the end, and else said to be in doubt', () => {
  const [core, spare, hard] = [fact(1), fact(2), fact(3)];
  const judged =
    (late: Verdict) =>
    (facts: readonly Fact[]): Verdict => {
      if (!facts.includes(core)) return 'possible';
      if (facts.includes(hard)) return facts;
      return facts.includes(spare) ? 'unknown' : late;
    };
  const kinds = [[hard], [spare], [core]];
  assert.deepEqual(smallestConflict(kinds, judged([core])), { because: [core], sure: true });
  assert.deepEqual(smallestConflict(kinds, judged('possible')), { because: [core, hard], sure: true });
  assert.deepEqual(smallestConflict(kinds, judged('unknown')), { because: [core, hard], sure: false });
});
