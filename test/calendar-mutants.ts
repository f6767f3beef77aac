/** Broken copies of calendar files, the same for the same seed. */

export type Random = () => number;

/** Mulberry32, by Tommy Ettinger (public domain): from 0 to 1. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const SPLICES = [
  'RRULE:FREQ=MINUTELY',
  'RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30',
  'RRULE:FREQ=HOURLY;BYSETPOS=-1;BYDAY=5MO',
  'RRULE:FREQ=YEARLY;BYWEEKNO=53,-53;BYYEARDAY=366,-366',
  'EXDATE:20260101T000000Z,',
  'RDATE;VALUE=PERIOD:20260101T000000Z/P9999D',
  'DTSTART;TZID="x',
  'BEGIN:VEVENT',
  'END:VEVENT',
  'BEGIN:VTIMEZONE',
  'RECURRENCE-ID;RANGE=THISANDFUTURE:00010101T000000',
];

/** One to four changes: flipped bytes, other digits, cut, doubled or moved pieces, hostile lines. */
export function mutantOf(bytes: Uint8Array, random: Random): Uint8Array {
  let mutant: Buffer = Buffer.from(bytes);
  const changes = 1 + Math.floor(random() * 4);
  for (let change = 0; change < changes; change++) mutant = changed(mutant, random);
  return mutant;
}

function changed(bytes: Buffer, random: Random): Buffer {
  const at = Math.floor(random() * (bytes.length + 1));
  const length = Math.floor(random() * 200);
  const piece = bytes.subarray(at, at + length);
  const [head, tail] = [bytes.subarray(0, at), bytes.subarray(at + length)];
  switch (Math.floor(random() * 6)) {
    case 0:
      return Buffer.concat([head, Buffer.from([Math.floor(random() * 256)]), bytes.subarray(at + 1)]);
    case 1:
      return Buffer.concat([head, tail]);
    case 2:
      return Buffer.concat([head, piece, piece, tail]);
    case 3:
      return Buffer.concat([head, tail.subarray(0, length), piece, tail.subarray(length)]);
    case 4: {
      const digits = piece.toString('latin1').replaceAll(/\d/g, () => String(Math.floor(random() * 10)));
      return Buffer.concat([head, Buffer.from(digits, 'latin1'), tail]);
    }
    default: {
      const line = SPLICES[Math.floor(random() * SPLICES.length)] ?? '';
      const end = bytes.indexOf('\n', at) + 1;
      return Buffer.concat([bytes.subarray(0, end), Buffer.from(`${line}\r\n`), bytes.subarray(end)]);
    }
  }
}
