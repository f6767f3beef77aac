/** One alternative of a search as somebody chooses it: times, people and rooms, to be judged again by today's facts. */
import type { Instant } from './loop-problem.ts';

export type PlanChoice = {
  readonly sessions: readonly {
    readonly module: string;
    readonly start: Instant;
    readonly end: Instant;
    readonly people: readonly { readonly id: string; readonly seat: number }[];
    readonly room?: string;
  }[];
};

/** Everybody and every room in it, each once. */
export function idsIn({ sessions }: PlanChoice): readonly string[] {
  const ids = sessions.flatMap(({ people, room }) => [
    ...people.map(({ id }) => id),
    ...(room === undefined ? [] : [room]),
  ]);
  return [...new Set(ids)];
}
