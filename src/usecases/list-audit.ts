import { CHANGE_KINDS } from '#domain/audit.ts';
import {
  entryView,
  shownIds,
  type AuditKnown,
  type AuditPage,
  type AuditQuestion,
} from '#domain/audit-view.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, type Result } from '#domain/result.ts';
import { instantText, minuteAt } from '#domain/zoned.ts';
import type { AuditFilter } from '#store/audit.ts';
import type { Context } from './context.ts';
import { reading } from './scope.ts';

const PAGE = 50;

/** What happened in the organisation, newest first, a page at a time. */
export function listAudit(
  context: Context,
  organisation: string,
  question: AuditQuestion,
): Promise<Result<AuditPage, Refusal>> {
  return reading(context, organisation, async (tables, { id, timeZone }) => {
    const { before } = question;
    const page = { most: PAGE + 1, ...(before === undefined ? {} : { before }) };
    const found = await tables.audit.list(id, filterOf(question, timeZone), page);
    const entries = found.slice(0, PAGE);
    const names = await tables.audit.names(id, entries.flatMap(shownIds));
    const around = { names, viewer: context.actor(id), timeZone };
    const next = found.length > PAGE ? entries.at(-1)?.number : undefined;
    return ok({
      timeZone,
      entries: entries.map((entry) => entryView(entry, around)),
      ...(next === undefined ? {} : { next }),
    });
  });
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
