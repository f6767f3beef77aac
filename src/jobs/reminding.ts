/** Looks from time to time who is to be reminded. */
import type { Context } from '#usecases/context.ts';
import { remind } from '#usecases/telling/remind.ts';

/** Milliseconds between two looks. */
const EVERY = 60_000;

/** Until the answered function is called, which waits for the look that is under way. */
export function startReminding(
  context: Context,
  failed: (error: unknown) => void,
  every: number = EVERY,
): () => Promise<void> {
  let turn: Promise<void> | undefined;
  const look = (): void => {
    turn ??= remind(context)
      .then((done) => {
        if (!done.ok) failed(new Error(done.problem.cause));
      })
      .catch(failed)
      .finally(() => {
        turn = undefined;
      });
  };
  look();
  const timer = setInterval(look, every);
  return async () => {
    clearInterval(timer);
    await turn;
  };
}
