/** Wall clocks that calendar times are written against. The arithmetic of named zones is `domain/time/zoned.ts`'s. */
import { clockSecondAt, secondAtClock } from '#domain/time/zoned.ts';

/** Clock seconds count a wall clock; seconds count since 1970-01-01T00:00Z. */
export type Clock = {
  readonly name: string;
  readonly secondAt: (clockSecond: number) => number;
  readonly clockAt: (second: number) => number;
};

export const UTC: Clock = {
  name: 'UTC',
  secondAt: (clockSecond: number): number => clockSecond,
  clockAt: (second: number): number => second,
};

export function zoneClock(zone: string): Clock {
  return {
    name: zone,
    secondAt: (clockSecond: number): number => secondAtClock(clockSecond, zone),
    clockAt: (second: number): number => clockSecondAt(second, zone),
  };
}

export type Transition = { readonly second: number; readonly offset: number };

const DAY = 86_400;

/** A clock of listed offset changes (ascending), with `first` seconds ahead of UTC before all of them. */
export function listedClock(name: string, first: number, transitions: readonly Transition[]): Clock {
  const offsetAt = (second: number): number => {
    let low = 0;
    let high = transitions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((transitions[middle]?.second ?? Infinity) <= second) low = middle + 1;
      else high = middle;
    }
    return transitions[low - 1]?.offset ?? first;
  };
  const secondAt = (clockSecond: number): number => {
    const before = clockSecond - offsetAt(clockSecond - DAY);
    const after = clockSecond - offsetAt(clockSecond + DAY);
    if (before + offsetAt(before) === clockSecond) return before;
    return after + offsetAt(after) === clockSecond ? after : before;
  };
  return { name, secondAt, clockAt: (second: number): number => second + offsetAt(second) };
}
