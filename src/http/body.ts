/** From the bytes of a request to a parsed value, within limits, or to a problem that names the place. */
import type { z } from 'zod';
import { faultsOfIssues } from '#contract/zod-faults.ts';
import { shown, type Fault } from '#domain/fault.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { LIMITS } from './limits.ts';
import type { Problem } from './problems.ts';
import type { BodyKind, Route } from './route.ts';
import { textFault } from './sound-text.ts';
import { utf8TextOf } from './utf8.ts';

const TYPES: Readonly<Record<Exclude<BodyKind, 'none'>, string>> = {
  json: 'application/json',
  calendar: 'text/calendar',
  form: 'multipart/form-data',
};

const MOST: Readonly<Record<Exclude<BodyKind, 'none'>, number>> = {
  json: LIMITS.jsonBytes,
  calendar: LIMITS.calendarBytes,
  form: LIMITS.importBytes,
};

export async function bodyOf(request: Request, route: Route): Promise<Result<unknown, Problem>> {
  if (route.body === 'none') return ok(null);
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? 'nothing';
  if (type !== TYPES[route.body]) {
    const text = `The Content-Type was found as ${type}, expected ${TYPES[route.body]}.`;
    return refuse({ code: 'unsupported', text });
  }
  const bytes = await bytesOf(request, MOST[route.body]);
  if (!bytes.ok) return bytes;
  if (route.body === 'calendar') return ok(bytes.value);
  if (route.body === 'form') return formOf(bytes.value, request.headers.get('content-type') ?? '');
  return jsonOf(bytes.value, route.schema);
}

/** Stops reading at the limit, whatever Content-Length says. */
async function bytesOf(request: Request, most: number): Promise<Result<Uint8Array, Problem>> {
  const tooLarge = { code: 'too-large', text: `The body has more than ${most} bytes.` } as const;
  if (Number(request.headers.get('content-length') ?? 0) > most) return refuse(tooLarge);
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request.body ?? []) {
    length += part.length;
    if (length > most) return refuse(tooLarge);
    parts.push(part);
  }
  return ok(Buffer.concat(parts));
}

/** Of a name that stands twice in an object the last one counts, as JSON.parse reads it. */
function jsonOf(bytes: Uint8Array, schema: z.ZodType | undefined): Result<unknown, Problem> {
  const unreadable = (found: string, expected: string): Result<never, Problem> =>
    refuse({
      code: 'faults',
      text: 'The body is not JSON.',
      faults: [{ place: 'the body', found, expected }],
    });
  const text = utf8TextOf(bytes);
  if (text === undefined) return unreadable('bytes that are no text', 'JSON in UTF-8');
  if (depthOf(text) > LIMITS.jsonDepth) {
    return unreadable('deep nesting', `at most ${LIMITS.jsonDepth} lists and objects inside each other`);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return unreadable(text === '' ? 'nothing' : error.message, 'JSON');
  }
  const unsound = textFault(value);
  if (unsound !== undefined) {
    return refuse({ code: 'faults', text: sentenceOf([unsound]), faults: [inBody(unsound)] });
  }
  return parsed(value, schema);
}

function parsed(value: unknown, schema: z.ZodType | undefined): Result<unknown, Problem> {
  if (schema === undefined) return ok(value);
  const result = schema.safeParse(value);
  if (result.success) return ok(result.data);
  const faults = faultsOfIssues(result.error.issues, value).map(inBody);
  return refuse({ code: 'faults', text: sentenceOf(faults), faults });
}

/** The whole of a body is no file. */
function inBody(fault: Fault): Fault {
  return fault.place === 'the whole file' ? { ...fault, place: 'the body' } : fault;
}

function sentenceOf(faults: readonly Fault[]): string {
  const [first] = faults;
  if (first === undefined) return 'The request cannot be used.';
  const others = faults.length - 1;
  const more = others === 1 ? ' There is one more fault.' : ` There are ${others} more faults.`;
  return `${first.place}: found ${first.found}, expected ${first.expected}.${others === 0 ? '' : more}`;
}

/** How deep lists and objects lie inside each other, without building them. */
function depthOf(text: string): number {
  let [depth, deepest, inText] = [0, 0, false];
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index];
    if (inText) {
      if (character === '\\') index += 1;
      else if (character === '"') inText = false;
    } else if (character === '"') inText = true;
    else if (character === '[' || character === '{') deepest = Math.max(deepest, (depth += 1));
    else if (character === ']' || character === '}') depth -= 1;
  }
  return deepest;
}

async function formOf(bytes: Uint8Array, contentType: string): Promise<Result<FormData, Problem>> {
  try {
    const copy = new Request('http://form.invalid', {
      method: 'POST',
      body: Buffer.from(bytes),
      headers: { 'content-type': contentType },
    });
    return ok(await copy.formData());
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    const fault = { place: 'the body', found: shown(contentType), expected: 'a form with files' };
    return refuse({ code: 'faults', text: 'The form cannot be read.', faults: [fault] });
  }
}
