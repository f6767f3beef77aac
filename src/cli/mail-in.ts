import type { Effects, Exit } from './effects.ts';
import { EXIT } from './effects.ts';

/** Takes one mail in, in the database that `serve` would open; false, with a word on why, where it should come again. */
export type MailTaker = (say: (line: string) => void, bytes: Uint8Array) => Promise<boolean>;

export type MailInput = {
  readonly take: MailTaker;
  /** What a mail server hands over, in pieces. */
  readonly input: () => AsyncIterable<Uint8Array>;
};

/** Of a longer mail the beginning is read, and the rest only listened to, so that the mail server is not cut off. */
const MOST_BYTES = 2_000_001;

export async function mailIn({ stderr }: Effects, { take, input }: MailInput): Promise<Exit> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of input()) {
    if (length < MOST_BYTES) pieces.push(piece);
    length += piece.length;
  }
  const say = (line: string): void => stderr(`${line}\n`);
  return (await take(say, Buffer.concat(pieces).subarray(0, MOST_BYTES))) ? EXIT.fine : EXIT.later;
}
