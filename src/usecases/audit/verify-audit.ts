import {
  CHAIN_START,
  chainFaultText,
  follow,
  type ChainFault,
  type ChainHead,
} from '#domain/audit/audit-chain.ts';
import type { ChainVerdict } from '#domain/audit/audit-view.ts';
import type { Organisation } from '#domain/organisation/organisation.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import type { Reading } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { reading } from '#usecases/scope.ts';

/** `known`: of the hashes that were asked for, those that entries of the chain have. */
type Walked = {
  readonly head: ChainHead;
  readonly fault?: ChainFault;
  readonly known: ReadonlySet<string>;
};
export type VerifiedChain = Walked & { readonly organisation: Organisation };

type Means = Pick<Context, 'store' | 'sha256'>;

/** Entries that are read at a time: the length of a chain must not matter to the memory. */
const STEP = 500;

/** Walks the whole chain of one organisation. */
export function verifyAudit(context: Context, organisation: string): Promise<Result<ChainVerdict, Refusal>> {
  return reading(context, organisation, async (tables, { id }) => {
    const { head, fault } = await walk(tables, context, { organisation: id, heads: new Set() });
    return ok({
      ...head,
      ...(fault === undefined ? {} : { fault: { ...fault, text: chainFaultText(fault) } }),
    });
  });
}

/** Walks all chains, or the one of that organisation, and looks out for heads that were told earlier. */
export function verifyChains(
  means: Means,
  asked: { readonly organisation?: string; readonly heads: readonly string[] },
): Promise<readonly VerifiedChain[]> {
  const heads = new Set(asked.heads);
  return means.store.read(async (tables) => {
    const all = await tables.organisations.list();
    const meant = all.filter(({ id }) => asked.organisation === undefined || id === asked.organisation);
    const chains: VerifiedChain[] = [];
    for (const organisation of meant) {
      chains.push({ organisation, ...(await walk(tables, means, { organisation: organisation.id, heads })) });
    }
    return chains;
  });
}

/** The newest entry of each organisation as it stands, not verified. */
export function auditHeads({
  store,
}: Pick<Context, 'store'>): Promise<readonly (ChainHead & { readonly organisation: string })[]> {
  return store.read(async (tables) => {
    const heads = [];
    for (const { id } of await tables.organisations.list()) {
      heads.push({ organisation: id, ...(await tables.audit.head(id)) });
    }
    return heads;
  });
}

async function walk(
  tables: Reading,
  { sha256 }: Pick<Context, 'sha256'>,
  { organisation, heads }: { readonly organisation: string; readonly heads: ReadonlySet<string> },
): Promise<Walked> {
  const known = new Set<string>();
  let head = CHAIN_START;
  for (;;) {
    const entries = await tables.audit.after(organisation, head.number, STEP);
    if (entries.length === 0) return { head, known };
    for (const entry of entries) {
      const next = follow(head, entry, sha256);
      if (!next.ok) return { head, known, fault: next.problem };
      head = next.value;
      if (heads.has(head.hash)) known.add(head.hash);
    }
  }
}
