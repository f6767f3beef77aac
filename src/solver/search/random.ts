/** A small seeded generator (mulberry32, Tommy Ettinger 2017, public domain): the only randomness of the engine. */
export type Random = { state: number };

export function seeded(seed: number): Random {
  return { state: (seed ^ 0x9e3779b9) | 0 };
}

/** A whole number from 0 up to but without `below`. */
export function draw(random: Random, below: number): number {
  random.state = (random.state + 0x6d2b79f5) | 0;
  let z = Math.imul(random.state ^ (random.state >>> 15), 1 | random.state);
  z = (z + Math.imul(z ^ (z >>> 7), 61 | z)) ^ z;
  return Math.floor((((z ^ (z >>> 14)) >>> 0) / 4_294_967_296) * below);
}

/** A new order of the list, each equally likely (Fisher and Yates). */
export function shuffled<T>(random: Random, list: readonly T[]): T[] {
  const order = [...list];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = draw(random, last + 1);
    const [a, b] = [order[last], order[other]];
    if (a === undefined || b === undefined) continue;
    order[last] = b;
    order[other] = a;
  }
  return order;
}
