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

export function hasBit(bits: Bits, index: number): boolean {
  return (((bits[index >>> 5] as number) >>> (index & 31)) & 1) === 1;
}

/** Keeps in `bits` what `other` holds too. */
export function keepCommon(bits: Bits, other: Bits): void {
  keepIn(bits, other, { from: 0, to: bits.length });
}

export function keepIn(bits: Bits, other: Bits, { from, to }: Words): void {
  for (let word = from; word < to; word += 1) bits[word] = (bits[word] as number) & (other[word] as number);
}

export function addBits(bits: Bits, other: Bits): void {
  for (let word = 0; word < bits.length; word += 1)
    bits[word] = (bits[word] as number) | (other[word] as number);
}

/** Words of bits, `from` up to but without `to`. */
export type Words = { readonly from: number; readonly to: number };

/** The indices, in those words, that at least `count` of the sets hold. */
export function heldBy(sets: readonly Bits[], count: number, { from, to }: Words): Bits {
  // levels[k] holds the indices met at least k + 1 times so far.
  const levels = Array.from({ length: count }, () => new Uint32Array(to));
  for (const set of sets) {
    for (let word = from; word < to; word += 1) {
      let carry = set[word] as number;
      for (const level of levels) {
        const both = (level[word] as number) & carry;
        level[word] = (level[word] as number) | carry;
        carry = both;
      }
    }
  }
  return levels[count - 1] ?? new Uint32Array(to).fill(0xff_ff_ff_ff);
}

/** True when some index in [from, to) is in the set. */
export function anyBit(bits: Bits, from: number, to: number): boolean {
  return nextBit(bits, from, to) >= 0;
}

/** True when the other set holds all that this one does. */
export function isWithin(one: Bits, other: Bits): boolean {
  for (let word = 0; word < one.length; word += 1)
    if (((one[word] as number) & ~(other[word] as number)) !== 0) return false;
  return true;
}

/** True when both hold some index in [from, to). */
export function anyCommon(one: Bits, other: Bits, from: number, to: number): boolean {
  const last = (to - 1) >>> 5;
  for (let word = from >>> 5; word <= last; word += 1) {
    let both = (one[word] as number) & (other[word] as number);
    if (word === from >>> 5) both &= -1 << (from & 31);
    if (word === last) both &= -1 >>> (31 - ((to - 1) & 31));
    if (both !== 0) return true;
  }
  return false;
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
