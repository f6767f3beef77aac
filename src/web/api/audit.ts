/** What the page asks of the record of changes. */
import {
  auditKnownSchema,
  auditPageSchema,
  chainVerdictSchema,
  type AuditKnown,
  type AuditPage,
  type AuditQuestion,
  type ChainVerdict,
} from '#contract/audit.ts';
import { ask } from './ask.ts';

export const audit = {
  read: (o: string, question: AuditQuestion): Promise<AuditPage> => {
    const asked = new URLSearchParams(Object.entries(question).map(([name, value]) => [name, String(value)]));
    return ask(auditPageSchema, `/api/o/${o}/audit${asked.size === 0 ? '' : `?${asked}`}`);
  },
  history: (o: string, kind: 'opening' | 'loop', id: string): Promise<AuditPage> =>
    ask(auditPageSchema, `/api/o/${o}/${kind}s/${id}/history`),
  known: (o: string): Promise<AuditKnown> => ask(auditKnownSchema, `/api/o/${o}/audit/known`),
  chain: (o: string): Promise<ChainVerdict> => ask(chainVerdictSchema, `/api/o/${o}/audit/chain`),
};
