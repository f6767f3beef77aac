/** Numbers that look random and that a seed makes again on every machine: mulberry32, by Tommy Ettinger. */
export type Dice = {
  /** A whole number from 0 up to and without `count`. */
  readonly below: (count: number) => number;
  /** From `least` to `most`, both included. */
  readonly between: (least: number, most: number) => number;
  /** Some of the list, in its order. */
  readonly some: <T>(list: readonly T[], count: number) => readonly T[];
};

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number): number => Math.floor(next() * count);
  return {
    below,
    between: (least, most) => least + below(most - least + 1),
    some: (list, count) => {
      const keyed = list.map((value, place) => ({ value, place, key: next() }));
      const chosen = keyed.toSorted((a, b) => a.key - b.key).slice(0, count);
      return chosen.toSorted((a, b) => a.place - b.place).map(({ value }) => value);
    },
  };
}
