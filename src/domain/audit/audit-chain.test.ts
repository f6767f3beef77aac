import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  canonicalText,
  CHAIN_START,
  chained,
  chainFaultText,
  follow,
  type ChainedEntry,
  type ChainFault,
  type ChainHead,
  type Sha256,
} from './audit-chain.ts';

const sha256: Sha256 = (text) => createHash('sha256').update(text).digest('hex');

type Unchained = Parameters<typeof chained>[1];

const idArbitrary = fc.uuid();
const entryArbitrary: fc.Arbitrary<Unchained> = fc.record({
  organisation: fc.constant('0197a000-0000-7000-8000-000000000001'),
  at: fc.integer({ min: 0, max: 4_000_000_000 }).map((seconds) => new Date(seconds * 1000).toISOString()),
  actor: fc.constantFrom('computer', 'member', 'agenda'),
  actorId: fc.option(idArbitrary),
  action: fc.constantFrom('plan-confirmed', 'person-changed', 'loop-cancelled'),
  subjectKind: fc.constantFrom('loop', 'person'),
  subjectId: idArbitrary,
  details: fc.dictionary(
    fc.constantFrom('people', 'sessions', 'start'),
    fc.oneof(fc.integer(), fc.array(idArbitrary, { maxLength: 3 })),
  ),
});

function chainOf(entries: readonly Unchained[]): ChainedEntry[] {
  let head: ChainHead = CHAIN_START;
  return entries.map((entry) => {
    const next = chained(head, entry, sha256);
    head = next;
    return next;
  });
}

function verify(chain: readonly ChainedEntry[]): ChainFault | ChainHead {
  let head: ChainHead = CHAIN_START;
  for (const entry of chain) {
    const next = follow(head, entry, sha256);
    if (!next.ok) return next.problem;
    head = next.value;
  }
  return head;
}

test('whatever was changed one after the other, the chain is whole', () => {
  fc.assert(
    fc.property(fc.array(entryArbitrary, { maxLength: 30 }), (entries) => {
      const chain = chainOf(entries);
      const { number, hash } = chain.at(-1) ?? CHAIN_START;
      assert.deepEqual(verify(chain), { number, hash });
    }),
  );
});

test('whatever single column of whatever entry is altered, that entry is named', () => {
  const columns = Object.keys(chainOf([SAMPLE])[0] ?? {});
  assert.equal(columns.length, 11);
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      fc.array(entryArbitrary, { minLength: 1, maxLength: 12 }),
      fc.nat(),
      fc.constantFrom(...columns),
      fc.oneof(fc.string(), fc.integer(), idArbitrary, fc.constant(null)),
      (entries, where, column, value) => {
        const chain = chainOf(entries);
        const index = where % chain.length;
        const before = chain[index];
        assert.ok(before);
        const altered = { ...before, [column]: value };
        fc.pre(canonicalText(altered) !== canonicalText(before) || altered.hash !== before.hash);
        seen.add(column);
        const found = verify(chain.with(index, altered));
        assert.equal('found' in found ? found.number : undefined, index + 1, column);
      },
    ),
    { numRuns: 1000 },
  );
  assert.equal(seen.size, columns.length);
});

test('an entry that is left out, put twice or moved is found where the order breaks', () => {
  fc.assert(
    fc.property(fc.array(entryArbitrary, { minLength: 3, maxLength: 12 }), fc.nat(), (entries, where) => {
      const chain = chainOf(entries);
      // Not the last one: a chain that was cut off is whole.
      const index = where % (chain.length - 1);
      const without = verify(chain.toSpliced(index, 1));
      assert.deepEqual(without, { number: index + 1, found: 'missing' });
      const twice = verify(chain.toSpliced(index, 0, chain[index] ?? assert.fail()));
      assert.deepEqual(twice, { number: index + 2, found: 'missing' });
    }),
  );
});

test('an entry with a right hash of its own breaks the link to the next', () => {
  const chain = chainOf([SAMPLE, SAMPLE, SAMPLE]);
  const forged = chained(chain[0] ?? CHAIN_START, { ...SAMPLE, action: 'person-removed' }, sha256);
  assert.deepEqual(verify(chain.with(1, forged)), { number: 3, found: 'unlinked' });
  assert.match(chainFaultText({ number: 3, found: 'unlinked' }), /entry 2 was replaced/);
  assert.deepEqual(verify(chain.slice(1)), { number: 1, found: 'missing' });
});

test('a chain that was cut off at the end is whole by itself, and has another head', () => {
  const chain = chainOf([SAMPLE, SAMPLE]);
  const cut = verify(chain.slice(0, 1));
  assert.ok(!('found' in cut));
  assert.notEqual(cut.hash, chain[1]?.hash);
});

test('hashes exactly these bytes', () => {
  const [first] = chainOf([SAMPLE]);
  assert.ok(first);
  assert.equal(
    canonicalText(first),
    `["second-round-audit/1","${'0'.repeat(64)}","0197a000-0000-7000-8000-000000000001",1,"2026-12-07T08:00:00Z",` +
      '"computer",null,"plan-confirmed","loop","0197a000-0000-7000-8000-000000000002",' +
      '{"applications":["0197a000-0000-7000-8000-000000000003"],"sessions":7}]',
  );
  assert.equal(first.hash, 'ed3b250ea2c74849e15afef6a3c2313b5515aaa6bc2546a9d0566a80ac2abeaa');
});

const SAMPLE: Unchained = {
  organisation: '0197a000-0000-7000-8000-000000000001',
  at: '2026-12-07T08:00:00Z',
  actor: 'computer',
  actorId: null,
  action: 'plan-confirmed',
  subjectKind: 'loop',
  subjectId: '0197a000-0000-7000-8000-000000000002',
  details: { sessions: 7, applications: ['0197a000-0000-7000-8000-000000000003'] },
};
