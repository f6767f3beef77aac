import { canonicalJson } from '#domain/audit-chain.ts';
import type { Mail } from '#domain/mail.ts';
import { NEEDS_CODE, type NeedsChange } from '#domain/needs.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from './context.ts';
import { emailFor } from './needs-email.ts';
import { postMail } from './post-mail.ts';
import { record } from './record.ts';
import { told } from './scope.ts';
import { followOpenAgenda } from './show-agenda.ts';
import { countUses, forgiveTry } from './try-limits.ts';

/** What the holder of a candidate's link wants to save; `address` is where they ask from. */
export type NeedsAsked = { readonly token: string; readonly change: NeedsChange; readonly address: string };

/** For the page alone: without it the code is of no use, so nobody who reads the mail or the database can confirm. */
export type CodeAsked = { readonly request: string };

/** Mails a code to the candidate that confirms this one change, made on this one page. */
export async function askNeedsCode(
  context: Context,
  { token, change, address }: NeedsAsked,
): Promise<Result<CodeAsked, Refusal>> {
  const { mail } = context;
  if (mail === undefined) return refuse(NO_CODES);
  const counted = await countUses(context, {
    address,
    of: `needs code asked ${token}`,
    most: NEEDS_CODE.asks,
    within: NEEDS_CODE.hours * 60,
  });
  if (!counted.ok) return counted;
  const [request, code] = [context.newToken(), context.newCode()];
  const done = await context.store.write(async (tables): Promise<Result<CodeAsked, Refusal>> => {
    const followed = await followOpenAgenda(context, tables, token);
    if (!followed.ok) return followed;
    const { organisation, loop, application } = followed.value;
    const to = await emailFor(tables, organisation, application);
    if (to === undefined) return refuse(NO_CODES);
    await tables.needs.putCode(organisation, loop.id, codeHash(context, { request, code, change }));
    const letter = await codeMail(tables, organisation, { to, code });
    await postMail(context, tables, {
      id: context.newId(),
      organisation,
      about: `needs-code ${loop.id}`,
      mail: letter,
      minutes: NEEDS_CODE.minutes,
    });
    record(context, tables, {
      organisation,
      action: 'code-sent',
      id: application.id,
      details: { openings: [application.opening] },
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

/** Of code, page and change together: a changed change needs a code of its own. */
export function codeHash(
  { tokenHash }: Pick<Context, 'tokenHash'>,
  { request, code, change }: CodeAsked & { readonly code: string; readonly change: NeedsChange },
): string {
  return tokenHash(`${request} ${code} ${canonicalJson(change)}`);
}

async function codeMail(
  tables: Writing,
  organisation: string,
  { to, code }: { readonly to: string; readonly code: string },
): Promise<Mail> {
  const name = (await tables.organisations.find(organisation))?.name ?? '';
  const text = [
    `Your code is ${code}`,
    '',
    `It confirms what you want ${name} to know for your second interview, as you wrote it on the page of your agenda. Type it there within ${NEEDS_CODE.minutes} minutes; it works once.`,
    '',
    'If you did not ask for it, do nothing: without the code nothing changes. Somebody else may have the link to your agenda then, and whoever sent it to you can make a new one.',
    '',
  ].join('\n');
  return { to, subject: 'Your code for the page of your agenda', text };
}
