/** The record of changes verified from the command line. */
import { idSchema } from '#contract/text.ts';
import { chainFaultText } from '#domain/audit/audit-chain.ts';
import { faultLine, shown } from '#domain/fault.ts';
import type { VerifiedChain } from '#usecases/audit/verify-audit.ts';
import { type Effects, EXIT, type Exit } from './effects.ts';

export type AuditAsked = { readonly organisation?: string; readonly heads: readonly string[] };

/** Opens the database, walks the chains and closes it; undefined when it cannot be read, which has been said. */
export type AuditVerification = (
  say: (line: string) => void,
  asked: AuditAsked,
) => Promise<readonly VerifiedChain[] | undefined>;

const HASH = /^[0-9a-f]{64}$/;

export async function verifyAudit(
  { stdout, stderr }: Pick<Effects, 'stdout' | 'stderr'>,
  verification: AuditVerification,
  asked: AuditAsked,
): Promise<Exit> {
  const say = (line: string): void => stderr(`${line}\n`);
  const wrong = faultOf(asked);
  if (wrong !== undefined) {
    say(wrong);
    return EXIT.unreadable;
  }
  const chains = await verification(say, asked);
  if (chains === undefined) return EXIT.unreadable;
  if (chains.length === 0 && asked.organisation !== undefined) {
    say(`There is no organisation ${asked.organisation} here. Without --organisation all are verified.`);
    return EXIT.unreadable;
  }
  for (const chain of chains) stdout(`${chainLine(chain)}\n`);
  const broken = chains.some(({ fault }) => fault !== undefined);
  const gone = asked.heads.filter((head) => !chains.some(({ known }) => known.has(head)));
  for (const head of gone) stdout(`${broken ? unreachedLine(head) : goneLine(head)}\n`);
  return broken || gone.length > 0 ? EXIT.broken : EXIT.fine;
}

function faultOf({ organisation, heads }: AuditAsked): string | undefined {
  if (organisation !== undefined && !idSchema.safeParse(organisation).success) {
    const expected = 'the id of an organisation, as this command prints it';
    return faultLine({ place: '--organisation', found: shown(organisation), expected });
  }
  const wrong = heads.find((head) => !HASH.test(head));
  if (wrong === undefined) return undefined;
  return faultLine({ place: '--head', found: shown(wrong), expected: 'a hash of 64 hexadecimal digits' });
}

function chainLine({ organisation: { id, name }, head, fault }: VerifiedChain): string {
  const whose = `${id} (${name})`;
  if (fault === undefined) {
    const entries = head.number === 1 ? '1 entry' : `${head.number} entries`;
    return `${whose}: whole, ${entries}, head ${head.hash}`;
  }
  const before =
    head.number === 0 ? 'no entry before it holds' : `whole up to entry ${head.number}, ${head.hash}`;
  return `${whose}: ${chainFaultText(fault)} (${before})`;
}

function unreachedLine(head: string): string {
  return `The head ${head} was not found before the entry that does not agree.`;
}

function goneLine(head: string): string {
  return `No entry has the head ${head}: entries that were there when it was told were removed, or the chain was written anew.`;
}
