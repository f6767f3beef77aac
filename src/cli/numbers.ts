import { InvalidArgumentError } from 'commander';

/** A parser of an option's value: a whole number from `least` on. */
export function wholeFrom(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d{1,15}$/.test(text) || value < least) {
      throw new InvalidArgumentError(`Expected a whole number, at least ${least}.`);
    }
    return value;
  };
}

/** Seconds above zero, with a fraction if wanted. */
export function seconds(text: string): number {
  const value = Number(text);
  if (!/^\d{1,9}(\.\d{1,9})?$/.test(text) || value <= 0) {
    throw new InvalidArgumentError('Expected a number of seconds above zero.');
  }
  return value;
}
