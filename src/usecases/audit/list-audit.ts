import { CHANGE_KINDS, type AuditAction } from '#domain/audit/audit.ts';
import {
  entryView,
  shownIds,
  type AuditKnown,
  type AuditPage,
  type AuditQuestion,
} from '#domain/audit/audit-view.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { instantText, minuteAt } from '#domain/time/zoned.ts';
import type { AuditFilter } from '#store/organisation/audit.ts';
import type { Reading } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { reading } from '#usecases/scope.ts';

const PAGE = 50;
/** Who decides may score too, and is not to hear of needs; the whole record has them. */
const OF_NEEDS: readonly AuditAction[] = ['needs-saved', 'needs-looked-at'];

/** What happened in the organisation, newest first, a page at a time. */
export function listAudit(
  context: Context,
  organisation: string,
  question: AuditQuestion,
): Promise<Result<AuditPage, Refusal>> {
  return reading(context, organisation, async (tables, { id: at, timeZone }) =>
    ok(await page({ context, tables, at, timeZone }, filterOf(question, timeZone), question.before)),
  );
}

/** What happened to one opening and all that belongs to it, or to one loop. */
export function listHistory(
  context: Context,
  { organisation, id }: { readonly organisation: string; readonly id: string },
  { kind, before }: { readonly kind: 'opening' | 'loop'; readonly before?: number | undefined },
): Promise<Result<AuditPage, Refusal>> {
  return reading(context, organisation, async (tables, { id: at, timeZone }) => {
    if ((await tables.standing.known(at, [{ kind, id }])).length === 0) return refuse(notFound(kind));
    const filter = { ...(kind === 'opening' ? { opening: id } : { about: [id] }), but: OF_NEEDS };
    return ok(await page({ context, tables, at, timeZone }, filter, before));
  });
}

type Place = {
  readonly context: Context;
  readonly tables: Reading;
  readonly at: string;
  readonly timeZone: string;
};

async function page(
  { context, tables, at, timeZone }: Place,
  filter: AuditFilter,
  before: number | undefined,
): Promise<AuditPage> {
  const wanted = { most: PAGE + 1, ...(before === undefined ? {} : { before }) };
  const found = await tables.audit.list(at, filter, wanted);
  const entries = found.slice(0, PAGE);
  const names = await tables.audit.names(at, entries.flatMap(shownIds));
  const around = { names, viewer: context.actor(at), timeZone };
  const next = found.length > PAGE ? entries.at(-1)?.number : undefined;
  return {
    timeZone,
    entries: entries.map((entry) => entryView(entry, around)),
    ...(next === undefined ? {} : { next }),
  };
}

/** Whom one may look for. */
export function auditKnown(context: Context, organisation: string): Promise<Result<AuditKnown, Refusal>> {
  return reading(context, organisation, async (tables, { id }) => ok(await tables.audit.known(id)));
}

function filterOf(question: AuditQuestion, zone: string): AuditFilter {
  const { kind, candidate, person, loop, from, to } = question;
  return {
    about: [candidate, person, loop].flatMap((id) => (id === undefined ? [] : [id.toLowerCase()])),
    ...(kind === undefined ? {} : { kinds: CHANGE_KINDS[kind] }),
    ...(from === undefined ? {} : { from: instantText(minuteAt(from, '00:00', zone), zone) }),
    ...(to === undefined ? {} : { to: instantText(minuteAt(to, '24:00', zone), zone) }),
  };
}
