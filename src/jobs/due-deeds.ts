/** What comes due by the clock and not by a request: cancellations that were not taken back, and holds that are over. */
import type { Context } from '#usecases/context.ts';
import { carryOutCancels } from '#usecases/loop/carry-out-cancels.ts';
import { sweepHolds } from '#usecases/self-service/sweep-holds.ts';

/** Milliseconds between two turns. */
const EVERY = 15_000;

export type DueDeeds = {
  /** Begins no further turn, and waits for the one that is under way. */
  readonly stop: () => Promise<void>;
};

/** A turn that fails is told and made up for by the next one. */
export function startDueDeeds(
  context: Context,
  failed: (error: unknown) => void,
  every: number = EVERY,
): DueDeeds {
  let turn: Promise<void> | undefined;
  const work = async (): Promise<void> => {
    await carryOutCancels(context);
    const swept = await sweepHolds(context);
    if (!swept.ok) failed(new Error(swept.problem.cause));
  };
  const begin = (): void => {
    // A slow turn is waited for.
    turn ??= work()
      .catch(failed)
      .finally(() => (turn = undefined));
  };
  begin();
  const timer = setInterval(begin, every);
  return {
    stop: async () => {
      clearInterval(timer);
      await turn;
    },
  };
}
