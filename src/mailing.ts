/** Sends the mail of the outbox: at once what has just been written there, and from time to time what is to be tried again. */
import type { SendMail } from '#mail/smtp.ts';
import type { Context } from '#usecases/context.ts';
import { sendMails, type Attempt } from '#usecases/send-mails.ts';

/** Milliseconds between two looks, and how long a message that is under way is waited for at the end. */
const TIMES = { look: 15_000, end: 3_000 };

export type Mailing = {
  /** There is something to send. */
  readonly wake: () => void;
  /** Begins no further message, and waits a little for the one that is under way. */
  readonly stop: () => Promise<void>;
};

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
  let [again, stopped] = [false, false];
  let turn: Promise<void> | undefined;
  const sending = {
    send,
    random: Math.random,
    enough: () => stopped,
    signal: ending.signal,
    attempted,
  };
  const round = async (): Promise<void> => {
    again = false;
    const done = await sendMails(kept, sending);
    if (!done.ok) failed(new Error(done.problem.cause));
  };
  const wake = (): void => {
    if (stopped) return;
    again = true;
    turn ??= round()
      .catch(failed)
      .finally(() => {
        turn = undefined;
        if (again) wake();
      });
  };
  wake();
  const timer = setInterval(wake, times.look);
  const stop = async (): Promise<void> => {
    stopped = true;
    clearInterval(timer);
    const force = setTimeout(() => ending.abort(), times.end);
    await turn;
    clearTimeout(force);
  };
  return { wake, stop };
}
