import { readMail, waitMinutes } from '#domain/telling/mail.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { MailProblem, SendMail } from '#mail/smtp.ts';
import type { DueMessage } from '#store/telling/outbox.ts';
import type { Unserved } from '#store/database/transaction.ts';
import type { Context } from '#usecases/context.ts';

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

type Kept = Pick<Context, 'store' | 'sealing'>;

/** Sends what is due, one after the other. Several processes may do so: each takes what no other has. */
export async function sendMails(kept: Kept, sending: Sending): Promise<Result<null, Unserved>> {
  while (!sending.enough()) {
    const due = await kept.store.keep(async ({ outbox }) => ok(await outbox.claim(CLAIM_MINUTES)));
    if (!due.ok) return due;
    if (due.value === undefined) break;
    const done = await sendOne(kept, sending, due.value);
    if (!done.ok) return done;
  }
  return ok(null);
}

/** After a crash between the mail server's yes and the mark here it is sent twice, and never not at all. */
async function sendOne(kept: Kept, sending: Sending, due: DueMessage): Promise<Result<null, Unserved>> {
  const sent = await handedOver(kept, sending, due);
  const problem = sent.ok ? undefined : sent.problem;
  return kept.store.keep(async ({ outbox }) => {
    if (problem === undefined) await outbox.sent(due);
    else {
      const again = waitMinutes(due.attempts, sending.random());
      await outbox.failed(due, problem.text, problem.lasting ? undefined : again);
    }
    return ok(null);
  });
}

const OTHER_KEY: MailProblem = { lasting: true, text: 'it was sealed with another key' };

/** What goes to nobody is done when it is looked at. */
async function handedOver(
  { sealing }: Kept,
  { send, signal, attempted }: Sending,
  { id, attempts, content }: DueMessage,
): Promise<Result<null, MailProblem>> {
  const written = sealing.unseal(content, `mail ${id}`);
  const mail = written === undefined ? undefined : readMail(written);
  if (written !== undefined && mail === undefined) return ok(null);
  const sent = mail === undefined ? refuse(OTHER_KEY) : await send({ ...mail, id }, signal);
  attempted({ message: id, attempts, ...(!sent.ok && { problem: sent.problem.text }) });
  return sent;
}
