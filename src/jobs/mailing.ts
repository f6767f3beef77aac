/** Sends the mail of the outbox: at once what has just been written there, and from time to time what is to be tried again. */
import type { SendMail } from '#mail/smtp.ts';
import type { Context } from '#usecases/context.ts';
import { sendMails, type Attempt } from '#usecases/mail/send-mails.ts';
import { inTurns, type InTurns } from './in-turns.ts';

/** Milliseconds between two looks, and how long a message that is under way is waited for at the end. */
const TIMES = { look: 15_000, end: 3_000 };

export type Mailing = Pick<InTurns, 'wake' | 'stop'>;

export type MailTold = {
  readonly attempted: (attempt: Attempt) => void;
  /** Nothing can be sent just now; it is tried again. */
  readonly failed: (error: unknown) => void;
};

export function startMailing(
  kept: Pick<Context, 'store' | 'sealing'>,
  send: SendMail,
  { attempted, failed }: MailTold,
  times: typeof TIMES = TIMES,
): Mailing {
  const ending = new AbortController();
  const turns = inTurns(
    async ({ stopped }) => {
      const sending = { send, random: Math.random, enough: stopped, signal: ending.signal, attempted };
      const done = await sendMails(kept, sending);
      if (!done.ok) failed(new Error(done.problem.cause));
    },
    { look: times.look, failed },
  );
  const stop = async (): Promise<void> => {
    const force = setTimeout(() => ending.abort(), times.end);
    await turns.stop();
    clearTimeout(force);
  };
  return { wake: turns.wake, stop };
}
