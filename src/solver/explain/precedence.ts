import type { SessionModel } from '#solver/model/model.ts';

/** Sets of more sessions than this are not enumerated. */
export const MOST_IN_A_SET = 11;

/** For each session the set (as bits) of those that must have ended before it starts. */
export function precedenceOf(sessions: readonly SessionModel[]): number[] {
  return sessions.map((session, index) => {
    let before = 0;
    sessions.forEach((other, bit) => {
      if (bit === index || bit > MOST_IN_A_SET) return;
      if (session.after.includes(other.index) || other.first || session.last) before |= 1 << bit;
    });
    return before;
  });
}

/** 1 for each set of sessions that can be what has been held so far. */
export function reachableSets(precedes: readonly number[]): Uint8Array {
  const reachable = new Uint8Array(1 << precedes.length);
  reachable[0] = 1;
  for (let mask = 0; mask < reachable.length; mask += 1) {
    if (reachable[mask] === 0) continue;
    precedes.forEach((before, piece) => {
      if ((before & ~mask) === 0) reachable[mask | (1 << piece)] = 1;
    });
  }
  return reachable;
}
