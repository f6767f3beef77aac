/**
 * The chain of an organisation's entries: each hash covers the entry and the hash of the one before, so that nobody can
 * alter, remove or insert an entry without writing all later ones anew. `docs/formats/audit.md` tells the exact bytes to
 * whoever wants to verify with another program.
 */
import type { Instant } from '#domain/planning/loop-problem.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

/** An entry as it is stored, with every column. `details` is JSON. */
export type ChainedEntry = {
  readonly organisation: string;
  readonly number: number;
  readonly at: Instant;
  readonly actor: string;
  readonly actorId: string | null;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly details: unknown;
  readonly previousHash: string;
  readonly hash: string;
};

/** The newest entry of a chain: how many there are, and the hash of the last. */
export type ChainHead = { readonly number: number; readonly hash: string };

/** The head of a chain without entries. */
export const CHAIN_START: ChainHead = { number: 0, hash: '0'.repeat(64) };

/** SHA-256 of the text in UTF-8, in lower-case hexadecimal. */
export type Sha256 = (text: string) => string;

const FORMAT = 'second-round-audit/1';

/**
 * A JSON array without white space, in which objects have their names in the order of their UTF-16 code units and
 * numbers are integers: what RFC 8785 (JSON Canonicalization Scheme) makes of it.
 */
export function canonicalText(entry: Omit<ChainedEntry, 'hash'>): string {
  return canonicalJson([
    FORMAT,
    entry.previousHash,
    entry.organisation,
    entry.number,
    entry.at,
    entry.actor,
    entry.actorId,
    entry.action,
    entry.subjectKind,
    entry.subjectId,
    entry.details,
  ]);
}

/** The entry as it continues a chain. */
export function chained(
  head: ChainHead,
  entry: Omit<ChainedEntry, 'number' | 'previousHash' | 'hash'>,
  sha256: Sha256,
): ChainedEntry {
  const unsigned = { ...entry, number: head.number + 1, previousHash: head.hash };
  return { ...unsigned, hash: sha256(canonicalText(unsigned)) };
}

/**
 * The first thing that does not agree. `missing`: there is no entry of that number, but later ones; `altered`: the
 * hash is not that of the columns; `unlinked`: it does not name the hash of the entry before, so it was inserted, or
 * the one before was altered with a hash of its own.
 */
export type ChainFault = { readonly number: number; readonly found: 'missing' | 'altered' | 'unlinked' };

/** Goes on from the head by one entry, in ascending order of their numbers. */
export function follow(head: ChainHead, entry: ChainedEntry, sha256: Sha256): Result<ChainHead, ChainFault> {
  const number = head.number + 1;
  if (entry.number !== number) return refuse({ number, found: 'missing' });
  if (sha256(canonicalText(entry)) !== entry.hash) return refuse({ number, found: 'altered' });
  if (entry.previousHash !== head.hash) return refuse({ number, found: 'unlinked' });
  return ok({ number, hash: entry.hash });
}

/** In words, for whoever looks after the records. */
export function chainFaultText({ number, found }: ChainFault): string {
  switch (found) {
    case 'missing':
      return `entry ${number} is missing, though there are later ones`;
    case 'altered':
      return `entry ${number} was altered: what it says does not agree with its hash`;
    case 'unlinked':
      return number === 1
        ? 'entry 1 is not the first one of a chain: entries before it were removed, or it was inserted'
        : `entry ${number} does not follow entry ${number - 1}: it was inserted, or entry ${number - 1} was replaced`;
  }
}

export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([name, field]) => `${JSON.stringify(name)}:${canonicalJson(field)}`).join(',')}}`;
}
