/** An answer was longer than it may be. */
export class TooLarge extends Error {}

/**
 * The body as it is when unpacked, or null where there is none. Reading stops as soon as it is too long: what is left
 * is not fetched.
 */
export async function bytesWithin(
  body: AsyncIterable<unknown> | null,
  most: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  if (body === null) return null;
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    if (!(part instanceof Uint8Array)) throw new TypeError('a body comes in bytes');
    length += part.byteLength;
    if (length > most) throw new TooLarge();
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
