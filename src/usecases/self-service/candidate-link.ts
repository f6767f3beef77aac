/** Where links of people outside lead when they want to change something: a candidate's, and an external panelist's. */
import type { Loop } from '#domain/loop/loop.ts';
import type { Application } from '#domain/organisation/opening.ts';
import { CHANGES_AN_HOUR } from '#domain/account/sitting.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { panelLinkEnd } from '#domain/policy/sight.ts';
import type { FoundPanelLink } from '#store/loops/panel-links.ts';
import type { Reading, Writing } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { told } from '#usecases/scope.ts';
import { countUses, forgiveTry } from '#usecases/sign-in/try-limits.ts';

/** `loop` is the candidate's confirmed one, whichever link is followed. */
export type CandidateAt = {
  readonly organisation: string;
  readonly application: Application;
  readonly loop?: Loop;
};

const NO_LINK: Refusal = {
  code: 'not-found',
  text: 'This link is not known here, or shows nothing any more. Ask whoever sent it to you.',
};

/** The agenda of a loop that was cancelled leads nowhere. */
async function candidateAt(tables: Reading, token: string): Promise<Result<CandidateAt, Refusal>> {
  const scheduling = await tables.links.applicationOf(token);
  if (scheduling !== undefined) return found(tables, scheduling);
  const agenda = await tables.links.loopOf(token);
  if (agenda === undefined) return refuse(NO_LINK);
  const loop = await tables.loops.find(agenda.organisation, agenda.loop);
  if (loop?.status !== 'confirmed') return refuse(NO_LINK);
  return found(tables, { organisation: agenda.organisation, application: loop.application });
}

async function found(
  tables: Reading,
  { organisation, application: id }: { readonly organisation: string; readonly application: string },
): Promise<Result<CandidateAt, Refusal>> {
  const application = await tables.applications.find(organisation, id);
  if (application === undefined) return refuse(NO_LINK);
  const confirmed = await tables.loops.confirmedOf(organisation, id);
  const loop = confirmed === undefined ? undefined : await tables.loops.find(organisation, confirmed);
  return ok({ organisation, application, ...(loop && { loop }) });
}

/** Whom a link of any kind is for: the application or the person, and what to mail a code to. */
export type LinkHolder = {
  readonly organisation: string;
  readonly holder: string;
  readonly kind: 'candidate' | 'panelist';
  readonly opening: string;
  readonly email?: string;
};

export async function linkHolder(
  { tokenHash }: Pick<Context, 'tokenHash'>,
  tables: Reading,
  token: string,
): Promise<Result<LinkHolder, Refusal>> {
  const panel = await panelAt({ tokenHash }, tables, token);
  if (panel.ok) {
    const { organisation, person, opening } = panel.value;
    const { email } = (await tables.people.find(organisation, person)) ?? {};
    return ok({
      organisation,
      holder: person,
      kind: 'panelist',
      opening,
      ...(email !== undefined && { email }),
    });
  }
  const at = await candidateAt(tables, token);
  if (!at.ok) return at;
  const { organisation, application } = at.value;
  const { id: holder, opening, email } = application;
  return ok({ organisation, holder, kind: 'candidate', opening, ...(email !== undefined && { email }) });
}

/** The seat that an external panelist's link is for, while it opens its session. */
async function panelAt(
  { tokenHash }: Pick<Context, 'tokenHash'>,
  tables: Reading,
  token: string,
): Promise<Result<FoundPanelLink, Refusal>> {
  const link = await tables.panelLinks.find(tokenHash(token));
  return link === undefined || panelLinkEnd(link) !== undefined ? refuse(NO_LINK) : ok(link);
}

/** What every change by link brings: the link, the browser's sitting, and from where it comes. */
export type ByLink = {
  readonly token: string;
  /** Of the cookie; absent where no code was typed in this browser. */
  readonly sitting: string | undefined;
  readonly address: string;
};

const NO_SITTING: Refusal = {
  code: 'prove-it',
  text: 'Show first that you read the mail of the address we have: ask for a code and type it here. It is good for half an hour in this browser.',
};

/** One transaction on what a candidate's link leads to, for whoever typed the code from the mail in this browser. */
export function byCandidate<T>(
  context: Context,
  link: ByLink,
  work: (tables: Writing, at: CandidateAt) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  return inSitting(context, link, async (tables) => {
    const at = await candidateAt(tables, link.token);
    return at.ok ? work(tables, at.value) : at;
  });
}

/** The same on the seat of an external panelist's link. */
export function byPanelist<T>(
  context: Context,
  link: ByLink,
  work: (tables: Writing, at: FoundPanelLink) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  return inSitting(context, link, async (tables) => {
    const at = await panelAt(context, tables, link.token);
    return at.ok ? work(tables, at.value) : at;
  });
}

async function inSitting<T>(
  context: Context,
  { token, sitting, address }: ByLink,
  work: (tables: Writing) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  const counted = await countUses(context, {
    address,
    of: `changes by ${token}`,
    most: CHANGES_AN_HOUR,
    within: 60,
  });
  if (!counted.ok) return counted;
  const done = await context.store.write(async (tables): Promise<Result<T, Refusal>> => {
    const at = await linkHolder(context, tables, token);
    if (!at.ok) return at;
    if (!(await sits(context, tables, { ...at.value, sitting }))) return refuse(NO_SITTING);
    return work(tables);
  });
  if (!done.ok) return refuse(told(done.problem));
  await forgiveTry(context, { address });
  context.mail?.wake();
  return done;
}

type Sitter = {
  readonly organisation: string;
  readonly holder: string;
  readonly sitting: string | undefined;
};

export function sits(
  { tokenHash }: Pick<Context, 'tokenHash'>,
  { sittings }: Pick<Reading, 'sittings'>,
  { organisation, holder, sitting }: Sitter,
): Promise<boolean> {
  if (sitting === undefined) return Promise.resolve(false);
  return sittings.sits(organisation, holder, tokenHash(sitting));
}
