/** Reads the mailbox to which answers come, for as long as the server runs. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Mailbox, TakeMail } from '#mail/mailbox.ts';
import type { Receiving } from './receiving.ts';

/** Milliseconds before the next look after a good one and after a failure, and tries of one mail before it is set aside. */
const TIMES = { again: 100, failed: 30_000, tries: 5 };

export type ReceivingTold = {
  /** What came of one mail; it names nobody. */
  readonly received: (what: string) => void;
  /** The mailbox cannot be read just now, or a mail not be taken; it is tried again. */
  readonly failed: (error: unknown) => void;
};

/** Several processes may read one mailbox: whatever comes twice is taken once. */
export function startReceivingMail(
  { receive, setAside }: Pick<Receiving, 'receive' | 'setAside'>,
  mailbox: Mailbox,
  { received, failed }: ReceivingTold,
  times: typeof TIMES = TIMES,
): { readonly stop: () => Promise<void> } {
  const ending = new AbortController();
  const { signal } = ending;
  const tries = new Map<string, number>();
  const take: TakeMail = async (bytes, key) => {
    try {
      const done = await receive(bytes);
      if (done.ok) received(done.value);
      return done.ok ? 'taken' : 'later';
    } catch (error) {
      failed(error);
      // Something in it is more than we can do: after some tries it is kept as unreadable, and the others go on.
      const count = (tries.get(key) ?? 0) + 1;
      tries.set(key, count);
      if (count < times.tries) return 'later';
      tries.delete(key);
      return (await setAside(bytes)).ok ? 'taken' : 'later';
    }
  };
  const round = async (): Promise<number> => {
    const read = await mailbox.read(take, signal);
    if (read.ok) return times.again;
    failed(new Error(read.problem));
    return times.failed;
  };
  const run = async (): Promise<void> => {
    while (!signal.aborted) {
      const wait = await round().catch((error: unknown) => {
        failed(error);
        return times.failed;
      });
      await sleep(wait, undefined, { signal }).catch(() => undefined);
    }
  };
  const running = run();
  const stop = async (): Promise<void> => {
    ending.abort();
    await running;
  };
  return { stop };
}
