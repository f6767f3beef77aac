/** Work that a server does by itself: at once when it is woken, and from time to time; one turn after the other. */

export type InTurns = {
  /** There is something to do. */
  readonly wake: () => void;
  /** Begins no further turn, and waits for the one that is under way. */
  readonly stop: () => Promise<void>;
  /** No further piece of work is to be begun. */
  readonly stopped: () => boolean;
};

/** `look`: milliseconds between two turns that nobody asked for. */
export function inTurns(
  round: (turns: InTurns) => Promise<void>,
  { look, failed }: { readonly look: number; readonly failed: (error: unknown) => void },
): InTurns {
  let [again, stopped] = [false, false];
  let turn: Promise<void> | undefined;
  const wake = (): void => {
    if (stopped) return;
    again = true;
    turn ??= begun()
      .catch(failed)
      .finally(() => {
        turn = undefined;
        if (again) wake();
      });
  };
  const timer = setInterval(wake, look);
  const stop = async (): Promise<void> => {
    stopped = true;
    clearInterval(timer);
    await turn;
  };
  const turns: InTurns = { wake, stop, stopped: () => stopped };
  const begun = (): Promise<void> => {
    again = false;
    return round(turns);
  };
  wake();
  return turns;
}
