/** Writes sessions into people's calendars: at once what has just been wished, and from time to time what is to be tried again. */
import type { Context } from '#usecases/context.ts';
import { writeEvents, type EventTold } from '#usecases/calendars/write-events.ts';
import { inTurns, type InTurns } from './in-turns.ts';

/** Milliseconds between two looks. */
const LOOK = 15_000;
/** Events that are written at the same time: a server that hangs keeps few others waiting. */
const LANES = 3;

export type WritingTold = {
  readonly wrote?: (one: EventTold) => void;
  readonly failed: (error: unknown, route: string) => void;
};

/** What is under way when it is stopped ends by its own limits on time. */
export function startWriting(
  context: Context,
  { wrote = () => undefined, failed }: WritingTold,
  look: number = LOOK,
): Pick<InTurns, 'wake' | 'stop'> {
  return inTurns(
    async ({ stopped }) => {
      const lane = async (): Promise<void> => {
        const done = await writeEvents(context, { random: Math.random, enough: stopped, told: wrote });
        if (!done.ok) failed(new Error(done.problem.cause), 'written calendars');
      };
      await Promise.all(Array.from({ length: LANES }, lane));
    },
    { look, failed: (error) => failed(error, 'written calendars') },
  );
}
