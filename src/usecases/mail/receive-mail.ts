import { answerVerdict } from '#domain/telling/answers.ts';
import type { Actor } from '#domain/audit/audit.ts';
import type { MailContent } from '#domain/telling/incoming-mail.ts';
import { effectOf, keptMail, reportFor, type KeptMail, type MailEffect } from '#domain/telling/kept-mail.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { InvitationKey, LockedInvitation } from '#store/telling/incoming-mail.ts';
import type { Writing } from '#store/store.ts';
import type { Unserved } from '#store/database/transaction.ts';
import type { Context } from '#usecases/context.ts';
import { saidBy, unreadable, type MailReaders, type Said } from '#usecases/mail/said-by-mail.ts';
import { uidOf } from '#usecases/telling/invitation-uid.ts';
import { aboutLoop, record } from '#usecases/audit/record.ts';

export type MailMeans = Pick<Context, 'store' | 'newId' | 'now' | 'tokenHash' | 'sha256'> &
  MailReaders & {
    /** Whether our addresses carry a secret; without, the UID of the event alone tells who was invited. */
    readonly tags: boolean;
  };

/** What came of a mail, for the log; it names nobody. `known`: the same mail came before, and nothing was done. */
export type Received = 'known' | MailEffect['kind'];

type Done = Result<Received, Unserved>;
type Came = Said & { readonly withSecret: boolean };
type Known = { readonly code: 'known' };
const KNOWN: Known = { code: 'known' };
const BY_MAIL: Actor = { kind: 'mail' };

/**
 * Takes in one mail as it came: what it says is done and kept in one transaction, once, whoever hands it in and however
 * often. Nothing is ever sent in answer. Refused is only what may go better later.
 */
export async function receiveMail(means: MailMeans, bytes: Uint8Array): Promise<Done> {
  const said = await saidBy(means, bytes);
  const found = await means.store.keep(async ({ incoming }) => {
    const bySecret = await incoming.bySecret(said.secrets, said.ids);
    const key = bySecret ?? (await incoming.byId(said.ids));
    const organisation = key === undefined ? await incoming.organisationOf(said.mail.from) : undefined;
    return ok({ key, organisation, withSecret: bySecret !== undefined || !means.tags });
  });
  if (!found.ok) return found;
  const { key, organisation, withSecret } = found.value;
  return key === undefined ? stray(means, said, organisation) : answered(means, { ...said, withSecret }, key);
}

/** One that cannot be taken in, whatever is tried: so that the others go on, it is kept as unreadable. */
export function setMailAside(means: MailMeans, bytes: Uint8Array): Promise<Done> {
  return stray(means, unreadable(means, bytes), undefined);
}

/** About an invitation: whatever it is, whoever coordinates sees it there. */
async function answered(means: MailMeans, came: Came, key: InvitationKey): Promise<Done> {
  const done = await means.store.write(async (tables): Promise<Result<Received, Known>> => {
    const invitation = await tables.incoming.lock(key);
    // It went with its session just now.
    if (invitation === undefined) return refuse(KNOWN);
    const mail = await applied(tables, { means, came, key, invitation });
    const { organisation, id } = key;
    const added = { id: means.newId(), organisation, invitation: id, hash: came.hash, mail };
    if (!(await tables.incoming.add(added))) return refuse(KNOWN);
    const loop = await tables.loops.find(organisation, invitation.loop);
    record({ now: means.now, actor: () => BY_MAIL }, tables, {
      organisation,
      action: mail.effect.kind === 'answer' ? 'answer-received' : 'mail-received',
      id: invitation.loop,
      ...(loop && { details: await aboutLoop(tables, organisation, loop) }),
    });
    return ok(mail.effect.kind);
  });
  return knownOr(done);
}

type Applying = {
  readonly means: MailMeans;
  readonly came: Came;
  readonly key: InvitationKey;
  readonly invitation: LockedInvitation;
};

async function applied(tables: Writing, { means, came, key, invitation }: Applying): Promise<KeptMail> {
  const { mail, message, headMethod, fault, withSecret } = came;
  const at = means.now();
  if (fault !== undefined) return keptMail(mail, { kind: 'nothing', why: fault });
  if (mail.content.kind === 'delivery') {
    const report = reportFor(mail.content.reports, invitation.attendee);
    if (report === undefined) return keptMail(mail, { kind: 'automatic' });
    await tables.incoming.delivery(key, report, at);
    if (isGone(report, invitation)) await tables.incoming.unreachable(key.organisation, invitation.of, at);
    return keptMail(mail, { kind: 'delivery', report });
  }
  if (message === undefined) return keptMail(mail, plainEffect(mail.content));
  const verdict = answerVerdict(
    { ...invitation, uid: uidOf(key.id) },
    { message, withSecret, received: at, ...(headMethod !== undefined && { headMethod }) },
  );
  if (verdict.effect === 'answered') await tables.incoming.answer(key, { ...verdict, at });
  return keptMail(mail, effectOf(verdict), message.comment);
}

/** An address that was changed since is not marked by what comes back from the one before. */
function isGone(
  { outcome, address }: { readonly outcome: string; readonly address?: string },
  { attendee }: LockedInvitation,
): boolean {
  return (
    outcome === 'unreachable' && attendee !== undefined && (address === undefined || address === attendee)
  );
}

/** About no invitation that is known: it may be somebody's answer all the same. */
async function stray(means: MailMeans, said: Said, organisation: string | undefined): Promise<Done> {
  const mail = keptMail(said.mail, strayEffect(said), said.message?.comment);
  const incoming = { id: means.newId(), hash: said.hash, mail };
  if (organisation === undefined) {
    const kept = await means.store.keep(async (tables) => ok(await tables.incoming.add(incoming)));
    return kept.ok ? ok(kept.value ? mail.effect.kind : 'known') : kept;
  }
  const done = await means.store.write(async (tables): Promise<Result<Received, Known>> => {
    if (!(await tables.incoming.add({ ...incoming, organisation }))) return refuse(KNOWN);
    record({ now: means.now, actor: () => BY_MAIL }, tables, {
      organisation,
      action: 'stray-mail-received',
      id: organisation,
    });
    return ok(mail.effect.kind);
  });
  return knownOr(done);
}

function strayEffect({ mail: { content }, message, fault }: Said): MailEffect {
  if (fault !== undefined) return { kind: 'nothing', why: fault };
  return message === undefined ? plainEffect(content) : { kind: 'nothing', why: 'another-event' };
}

function plainEffect(content: MailContent): MailEffect {
  if (content.kind === 'delivery') {
    const report = reportFor(content.reports, undefined);
    return report === undefined ? { kind: 'automatic' } : { kind: 'delivery', report };
  }
  return content.kind === 'calendar' ? { kind: 'nothing', why: 'unreadable' } : { kind: content.kind };
}

function knownOr(done: Result<Received, Known | Unserved>): Done {
  if (done.ok) return done;
  return done.problem.code === 'known' ? ok('known') : refuse(done.problem);
}
