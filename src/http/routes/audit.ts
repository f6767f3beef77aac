import {
  auditKnownSchema,
  auditPageSchema,
  auditQuestionSchema,
  chainVerdictSchema,
  type AuditQuestion,
} from '#contract/audit.ts';
import { faultsOfIssues } from '#contract/zod-faults.ts';
import { faulty, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { asks, param, type Route } from '#http/route.ts';
import type { Context } from '#usecases/context.ts';
import { auditKnown, listAudit, listHistory } from '#usecases/audit/list-audit.ts';
import { keyOf } from './people.ts';
import { verifyAudit } from '#usecases/audit/verify-audit.ts';

/** What happened, for those who run the organisation. */
export function auditRoutes(context: Context): readonly Route[] {
  return [
    {
      ...asks({
        method: 'GET',
        path: '/api/o/:o/audit',
        may: { deed: 'see-audit' },
        answer: auditPageSchema,
        run: async (asked) => {
          const question = questionOf(asked.query);
          return question.ok ? listAudit(context, param(asked, 'o'), question.value) : question;
        },
      }),
      query: ['kind', 'candidate', 'person', 'loop', 'from', 'to', 'before'],
    },
    ...(['opening', 'loop'] as const).map((kind) => historyRoute(context, kind)),
    asks({
      method: 'GET',
      path: '/api/o/:o/audit/known',
      may: { deed: 'see-audit' },
      answer: auditKnownSchema,
      run: (asked) => auditKnown(context, param(asked, 'o')),
    }),
    asks({
      method: 'GET',
      path: '/api/o/:o/audit/chain',
      may: { deed: 'see-audit' },
      answer: chainVerdictSchema,
      run: (asked) => verifyAudit(context, param(asked, 'o')),
    }),
  ];
}

/** What happened to one thing, for those who decide and plan. */
function historyRoute(context: Context, kind: 'opening' | 'loop'): Route {
  return {
    ...asks({
      method: 'GET',
      path: `/api/o/:o/${kind}s/:id/history`,
      may: { deed: 'see-history', of: kind },
      answer: auditPageSchema,
      run: async (asked) => {
        const question = questionOf(asked.query);
        if (!question.ok) return question;
        return listHistory(context, keyOf(asked), { kind, before: question.value.before });
      },
    }),
    query: ['before'],
  };
}

function questionOf(query: URLSearchParams): Result<AuditQuestion, Refusal> {
  const given = Object.fromEntries(query);
  const parsed = auditQuestionSchema.safeParse(given);
  if (parsed.success) return ok(parsed.data);
  const faults = faultsOfIssues(parsed.error.issues, given);
  return refuse(faulty('These entries cannot be looked for.', faults));
}
