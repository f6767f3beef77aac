import { readMail, waitMinutes } from '#domain/mail.ts';
import { ok, type Result } from '#domain/result.ts';
import type { SendMail } from '#mail/smtp.ts';
import type { DueMessage } from '#store/outbox.ts';
import type { Unserved } from '#store/transaction.ts';
import type { Context } from './context.ts';

/** One attempt, for the log; it names nobody. */
export type Attempt = {
  readonly message: string;
  readonly attempts: number;
  /** Absent when it was sent. */
  readonly problem?: string;
};

/** Longer than any attempt takes, so that nobody else sends it meanwhile. */
const CLAIM_MINUTES = 2;

export type Sending = {
  readonly send: SendMail;
  /** At least 0, below 1. */
  readonly random: () => number;
  /** No further message is begun. */
  readonly enough: () => boolean;
  /** Ends the attempt that is under way. */
  readonly signal: AbortSignal;
  readonly attempted: (attempt: Attempt) => void;
};

/** Sends what is due, one after the other. Several processes may do so: each takes what no other has. */
export async function sendMails(
  context: Pick<Context, 'store'>,
  sending: Sending,
): Promise<Result<null, Unserved>> {
  while (!sending.enough()) {
    const due = await context.store.keep(async ({ outbox }) => ok(await outbox.claim(CLAIM_MINUTES)));
    if (!due.ok) return due;
    if (due.value === undefined) break;
    const done = await sendOne(context, sending, due.value);
    if (!done.ok) return done;
  }
  return ok(null);
}

/** After a crash between the mail server's yes and the mark here it is sent twice, and never not at all. */
async function sendOne(
  { store }: Pick<Context, 'store'>,
  { send, random, signal, attempted }: Sending,
  due: DueMessage,
): Promise<Result<null, Unserved>> {
  const { id, attempts } = due;
  const mail = readMail(due.content);
  const sent = mail === undefined ? ok(null) : await send({ ...mail, id }, signal);
  const problem = sent.ok ? undefined : sent.problem;
  if (mail !== undefined) {
    attempted({ message: id, attempts, ...(problem !== undefined && { problem: problem.text }) });
  }
  return store.keep(async ({ outbox }) => {
    if (problem === undefined) await outbox.sent(due);
    else {
      await outbox.failed(due, problem.text, problem.lasting ? undefined : waitMinutes(attempts, random()));
    }
    return ok(null);
  });
}
