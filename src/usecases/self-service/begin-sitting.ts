/** A code by mail, and the sitting that it begins in the browser that asked (docs/decisions/050). */
import { codeMail } from '#domain/telling/scheduling-mails.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { SITTING } from '#domain/account/sitting.ts';
import { linkHolder } from '#usecases/self-service/candidate-link.ts';
import type { Context } from '#usecases/context.ts';
import { emailFor } from './needs-email.ts';
import { postMail } from '#usecases/mail/post-mail.ts';
import { record } from '#usecases/audit/record.ts';
import { told } from '#usecases/scope.ts';
import { countUses, forgiveTry } from '#usecases/sign-in/try-limits.ts';

/** `address` is where they ask from. */
type Asked = { readonly token: string; readonly address: string };

/** For the page alone: without it the code is of no use, so nobody who reads the mail or the database can sit. */
export type CodeAsked = { readonly request: string };

/** Mails a code to whom the link is for, to be typed on the page that asked. */
export async function askForCode(
  context: Context,
  { token, address }: Asked,
): Promise<Result<CodeAsked, Refusal>> {
  const { mail } = context;
  if (mail === undefined) return refuse(NO_CODES);
  const counted = await countUses(context, {
    address,
    of: `code asked ${token}`,
    most: SITTING.asks,
    within: SITTING.hours * 60,
  });
  if (!counted.ok) return counted;
  const [request, code, id] = [context.newToken(), context.newCode(), context.newId()];
  const done = await context.store.write(async (tables): Promise<Result<CodeAsked, Refusal>> => {
    const at = await linkHolder(context, tables, token);
    if (!at.ok) return at;
    const { organisation, holder, kind, opening } = at.value;
    const to = await emailFor(tables, organisation, at.value);
    if (to === undefined) return refuse(NO_CODES);
    await tables.sittings.putCode(organisation, holder, codeHash(context, { request, code }));
    const name = (await tables.organisations.find(organisation))?.name ?? '';
    await postMail(context, tables, {
      id,
      organisation,
      about: `code ${holder}`,
      mail: codeMail({ to, code, organisation: name }),
      minutes: SITTING.codeMinutes,
    });
    record(context, tables, {
      organisation,
      action: kind === 'candidate' ? 'code-sent' : 'panelist-code-sent',
      id: holder,
      details: { openings: [opening] },
      by: { kind: 'agenda' },
    });
    return ok({ request });
  });
  if (!done.ok) return refuse(told(done.problem));
  mail.wake();
  await forgiveTry(context, { address });
  return done;
}

const NO_CODES: Refusal = {
  code: 'in-use',
  text: 'No code can be mailed to you from here. Tell whoever sent you this link; they write it down.',
};

const WRONG_CODE: Refusal = {
  code: 'wrong-code',
  text: 'This code is not right. It works once, for ten minutes, on the page where you asked for it. Ask for a new one.',
};

/** Answers the secret of the browser's cookie. */
export async function beginSitting(
  context: Context,
  { token, address, request, code }: Asked & CodeAsked & { readonly code: string },
): Promise<Result<{ readonly secret: string }, Refusal>> {
  // Counted before it is tried, and kept whatever comes of it: at the sixth the code is burned.
  const counted = await countUses(context, {
    address,
    of: `code tried ${request}`,
    most: SITTING.wrong,
    within: SITTING.codeMinutes,
  });
  if (!counted.ok) return counted;
  const at = await context.store.read((tables) => linkHolder(context, tables, token));
  if (!at.ok) return at;
  const { organisation, holder } = at.value;
  const secret = context.newToken();
  const hash = codeHash(context, { request, code });
  const done = await context.store.keep(async ({ sittings }): Promise<Result<null, Refusal>> => {
    if (!(await sittings.useCode(organisation, holder, hash))) return refuse(WRONG_CODE);
    await sittings.begin(organisation, holder, context.tokenHash(secret));
    return ok(null);
  });
  if (!done.ok) return refuse(told(done.problem));
  await forgiveTry(context, { address });
  return ok({ secret });
}

/** Of code and page together. */
function codeHash(
  { tokenHash }: Pick<Context, 'tokenHash'>,
  { request, code }: CodeAsked & { readonly code: string },
): string {
  return tokenHash(`${request} ${code}`);
}
