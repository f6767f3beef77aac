import { canonicalEmail } from '#domain/account/email.ts';
import { reminderLetter } from '#domain/telling/invitation-mail.ts';
import { minuteFrom, minuteOf } from '#domain/time/zoned.ts';
import { spanOf } from '#domain/telling/ledger.ts';
import { ok, type Result } from '#domain/result.ts';
import type { DueReminder, NewReminder } from '#store/telling/reminders.ts';
import type { Reading } from '#store/store.ts';
import type { Unserved } from '#store/database/transaction.ts';
import { letterOf } from '#usecases/telling/tell-attendees.ts';
import { tellingTerms } from '#usecases/telling/telling-terms.ts';
import type { Context } from '#usecases/context.ts';
import { postMail, type Letter } from '#usecases/mail/post-mail.ts';

/** In one turn; the rest comes with the next. */
const MOST = 200;

type Made = { readonly reminder: NewReminder; readonly letter: Letter };

/**
 * Reminds whoever was told of an event that begins soon, and asks once more whoever has not answered. What is due is
 * worked out from what is told at this moment, and each is in the ledger before it is sent: a clock that jumps sends
 * none twice, and what was not due when it was looked at is due later.
 */
export async function remind(context: Context): Promise<Result<number, Unserved>> {
  const made = await context.store.read(async (tables) => {
    const due = await tables.reminders.due(context.now(), MOST);
    const byOrganisation = Map.groupBy(due, ({ organisation }) => organisation);
    const all: Made[] = [];
    for (const [organisation, own] of byOrganisation)
      all.push(...(await madeOf(context, tables, { organisation, own })));
    return all;
  });
  let sent = 0;
  for (const [organisation, own] of Map.groupBy(made, ({ reminder }) => reminder.due.organisation)) {
    const done = await context.store.keep(async (tables) => {
      const added = await tables.reminders.add(
        organisation,
        own.map(({ reminder }) => reminder),
      );
      const letters = own.filter(({ letter }) => added.includes(letter.id)).map(({ letter }) => letter);
      await postMail(context, tables, ...letters);
      return ok(letters.length);
    });
    if (!done.ok) return done;
    sent += done.value;
  }
  if (sent > 0) context.mail?.wake();
  return ok(sent);
}

async function madeOf(
  context: Context,
  tables: Reading,
  { organisation, own }: { readonly organisation: string; readonly own: readonly DueReminder[] },
): Promise<Made[]> {
  const loops = [...new Set(own.flatMap((due) => due.loops))];
  const sessions = await tables.ledger.held(organisation, loops);
  const terms = await tellingTerms(context, tables, { organisation, sessions, after: 0 });
  if (terms.organisation.sample) return [];
  return own.flatMap((due): Made[] => {
    const email = canonicalEmail(due.to.email);
    if (email === undefined) return [];
    const { kind, of, sequence, says, response } = due;
    const invitation = { id: due.invitation, sequence, secret: due.secret, response };
    const to = { ...due.to, email };
    const facts = { kind: 'request', sequence, asksAnew: false, says, to, of, invitation } as const;
    const letter = letterOf({ context, terms }, facts);
    const { subject, text, html, event } = reminderLetter(letter, kind);
    const id = context.newId();
    const calendar = { method: event.method, text: context.invitationText(event) };
    return [
      {
        reminder: { id, due, at: terms.now },
        letter: {
          id,
          organisation,
          about: `${kind} ${due.invitation}`,
          // Nobody needs a reminder of what has begun.
          minutes: Math.max(1, minuteOf(spanOf(says).start) - minuteFrom(terms.now)),
          mail: {
            to: email,
            subject,
            text,
            html,
            ...(kind === 'question' && { calendar }),
            answersTo: letter.organiser.address,
          },
        },
      },
    ];
  });
}
