import { parseJsonText } from '#contract/json-text.ts';
import type { Fault } from '#domain/fault.ts';
import { refuse, type Result } from '#domain/result.ts';
import type { Effects } from './effects.ts';

/** The value in a JSON file, through the parser of its format. Each fault's place begins with the file's path. */
export async function readJsonFile<T>(
  effects: Pick<Effects, 'readBytes'>,
  path: string,
  parse: (json: unknown) => Result<T, readonly Fault[]>,
): Promise<Result<T, readonly Fault[]>> {
  const bytes = await effects.readBytes(path);
  if (!bytes.ok) return refuse([bytes.problem]);
  const json = jsonOf(bytes.value);
  if (!json.ok) return refuse([{ ...json.problem, place: `${path}:${json.problem.place}` }]);
  const parsed = parse(json.value);
  if (parsed.ok) return parsed;
  return refuse(parsed.problem.map((fault) => ({ ...fault, place: `${path}: ${fault.place}` })));
}

/** The value of a JSON text in UTF-8. The fault's place is `line:column`. */
export function jsonOf(bytes: Uint8Array): Result<unknown, Fault> {
  const mark = byteOrderMark(bytes);
  if (mark !== undefined) {
    const remedy = 'Save the file as UTF-8 without a byte order mark.';
    return refuse({
      place: '1:1',
      found: `the byte order mark of ${mark}`,
      expected: 'the JSON text',
      remedy,
    });
  }
  const text = textOf(bytes);
  if (text !== undefined) return parseJsonText(text);
  const sound = soundLength(bytes);
  const lines = (textOf(bytes.subarray(0, sound)) ?? '').split('\n');
  return refuse({
    place: `${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`,
    found: `the byte 0x${(bytes[sound] ?? 0).toString(16).padStart(2, '0')}`,
    expected: 'UTF-8 text',
    remedy: 'Save the file as UTF-8.',
  });
}

function byteOrderMark([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'UTF-8';
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return 'UTF-16';
  return undefined;
}

/** How many bytes from the start are UTF-8, where not all are: those before the first that is wrong, by bisection. */
function soundLength(bytes: Uint8Array): number {
  let sound = 0;
  let wrong = bytes.length + 1;
  while (wrong - sound > 1) {
    const middle = Math.floor((sound + wrong) / 2);
    if (textOf(bytes.subarray(0, middle), true) !== undefined) sound = middle;
    else wrong = middle;
  }
  return Math.min(sound, startOfLetter(bytes, sound));
}

/** A letter that is cut off at the end counts from its first byte. */
function startOfLetter(bytes: Uint8Array, end: number): number {
  let start = end;
  while (start > 0 && textOf(bytes.subarray(0, start)) === undefined) start--;
  return start;
}

/** The text of the bytes; undefined where they are not UTF-8. `mayGoOn`: the last letter may be cut off. */
function textOf(bytes: Uint8Array, mayGoOn = false): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: mayGoOn });
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
