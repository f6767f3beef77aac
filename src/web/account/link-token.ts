/** The part of a link after #, which browsers send to no server; undefined where it is not whole. */
export function linkToken(hash: string): string | undefined {
  const token = hash.replace(/^#/, '').trim();
  return /^[\w-]{43}$/.test(token) ? token : undefined;
}
