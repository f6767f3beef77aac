/**
 * Sets of slots as bits, so that "where can this stand" is a few words and-ed together.
 *
 * This file is a kernel: indices are known to exist, and casts say so.
 */
export type Bits = Uint32Array;

export function noBits(size: number): Bits {
  return new Uint32Array((size + 31) >>> 5);
}

export function setBit(bits: Bits, index: number): void {
  bits[index >>> 5] = (bits[index >>> 5] as number) | (1 << (index & 31));
}

export function withoutBit(bits: Bits, index: number): Bits {
  const found = bits.slice();
  found[index >>> 5] = (found[index >>> 5] as number) & ~(1 << (index & 31));
  return found;
}

export function hasBit(bits: Bits, index: number): boolean {
  return (((bits[index >>> 5] as number) >>> (index & 31)) & 1) === 1;
}

/** Keeps in `bits` what `other` holds too. */
export function keepCommon(bits: Bits, other: Bits): void {
  for (let word = 0; word < bits.length; word += 1) bits[word] = (bits[word] as number) & (other[word] as number);
}

export function addBits(bits: Bits, other: Bits): void {
  for (let word = 0; word < bits.length; word += 1) bits[word] = (bits[word] as number) | (other[word] as number);
}

/** The indices that at least `count` of the sets hold. */
export function heldBy(sets: readonly Bits[], count: number, size: number): Bits {
  // levels[k] holds the indices met at least k + 1 times so far.
  const levels = Array.from({ length: count }, () => noBits(size));
  for (const set of sets) {
    for (let word = 0; word < set.length; word += 1) {
      let carry = set[word] as number;
      for (const level of levels) {
        const both = (level[word] as number) & carry;
        level[word] = (level[word] as number) | carry;
        carry = both;
      }
    }
  }
  return levels[count - 1] ?? noBits(size).fill(0xff_ff_ff_ff);
}

/** True when some index in [from, to) is in the set. */
export function anyBit(bits: Bits, from: number, to: number): boolean {
  return nextBit(bits, from, to) >= 0;
}

/** The first index in [from, to) that is in the set; -1 if none. */
export function nextBit(bits: Bits, from: number, to: number): number {
  let index = from;
  while (index < to) {
    const rest = (bits[index >>> 5] as number) >>> (index & 31);
    if (rest !== 0) {
      const found = index + (31 - Math.clz32(rest & -rest));
      return found < to ? found : -1;
    }
    index = ((index >>> 5) + 1) << 5;
  }
  return -1;
}
