/**
 * JSON text to a value, with the place of the first flaw. The running engine's own messages name no place for half of
 * the flaws, and it takes any depth; so a text that it refuses, or that is too deep, is looked through (RFC 8259).
 */
import type { Fault } from '#domain/fault.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

/** Deeper than any file of ours by far, and shallow enough for every function that walks a value. */
export const DEEPEST = 64;

type Flaw = { readonly at: number; readonly expected: string };
type Scan = { readonly text: string; at: number };

/** The value of a JSON text. The fault's place is `line:column`, both from 1. */
export function parseJsonText(text: string): Result<unknown, Fault> {
  const { value, error } = parsed(text);
  if (error === undefined && !isDeeper(value, DEEPEST)) return ok(value);
  const scan = { text, at: 0 };
  const flaw = scanValue(scan, 0) ?? scanEnd(scan);
  if (flaw === undefined) throw new Error('the engine refuses a text without a flaw', { cause: error });
  return refuse({ place: placeAt(text, flaw.at), found: foundAt(text, flaw.at), expected: flaw.expected });
}

function parsed(text: string): { readonly value?: unknown; readonly error?: SyntaxError } {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return { error };
    throw error;
  }
}

/** True when there are more than so many lists and objects inside each other. */
function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

function placeAt(text: string, at: number): string {
  const before = text.slice(0, at);
  const line = before.split('\n').length;
  return `${line}:${at - before.lastIndexOf('\n')}`;
}

function foundAt(text: string, at: number): string {
  const letter = text.codePointAt(at);
  if (letter === undefined) return 'the end of the text';
  if (letter > 32 && letter !== 127) return JSON.stringify(String.fromCodePoint(letter));
  if (letter === 10) return 'the end of the line';
  return `the character U+${letter.toString(16).toUpperCase().padStart(4, '0')}`;
}

function scanEnd(scan: Scan): Flaw | undefined {
  skipSpace(scan);
  return scan.at < scan.text.length ? { at: scan.at, expected: 'nothing more after the value' } : undefined;
}

function scanValue(scan: Scan, depth: number): Flaw | undefined {
  skipSpace(scan);
  const letter = scan.text[scan.at];
  if ((letter === '{' || letter === '[') && depth >= DEEPEST) {
    return { at: scan.at, expected: `at most ${DEEPEST} lists and objects inside each other` };
  }
  if (letter === '{') return scanMembers(scan, depth);
  if (letter === '[') return scanItems(scan, depth);
  if (letter === '"') return scanString(scan);
  if (takes(scan, NUMBER) || takes(scan, WORD)) return undefined;
  return {
    at: scan.at,
    expected: 'a value (an object, a list, a text in double quotes, a number, true, false or null)',
  };
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /true|false|null/y;

function scanItems(scan: Scan, depth: number): Flaw | undefined {
  scan.at++;
  if (next(scan) === ']') return step(scan);
  for (;;) {
    const flaw = scanValue(scan, depth + 1);
    if (flaw !== undefined) return flaw;
    const letter = next(scan);
    if (letter === ']') return step(scan);
    if (letter !== ',') return { at: scan.at, expected: 'a comma or the end of the list, "]"' };
    scan.at++;
  }
}

function scanMembers(scan: Scan, depth: number): Flaw | undefined {
  scan.at++;
  if (next(scan) === '}') return step(scan);
  for (;;) {
    const flaw = scanMember(scan, depth);
    if (flaw !== undefined) return flaw;
    const letter = next(scan);
    if (letter === '}') return step(scan);
    if (letter !== ',') return { at: scan.at, expected: 'a comma or the end of the object, "}"' };
    scan.at++;
  }
}

function scanMember(scan: Scan, depth: number): Flaw | undefined {
  if (next(scan) !== '"') return { at: scan.at, expected: 'the name of a field in double quotes' };
  const flaw = scanString(scan);
  if (flaw !== undefined) return flaw;
  if (next(scan) !== ':') return { at: scan.at, expected: 'a colon after the name of the field' };
  scan.at++;
  return scanValue(scan, depth + 1);
}

const ESCAPE = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

function scanString(scan: Scan): Flaw | undefined {
  scan.at++;
  for (let letter = scan.text[scan.at]; letter !== '"'; letter = scan.text[scan.at]) {
    if (letter === undefined) return { at: scan.at, expected: 'the double quote that ends the text' };
    if (letter < ' ') return { at: scan.at, expected: 'no control character inside a text, but its escape' };
    if (letter !== '\\') scan.at++;
    else if (!takes(scan, ESCAPE)) return { at: scan.at, expected: 'an escape like \\n or \\u00e9' };
  }
  scan.at++;
  return undefined;
}

/** Moves past what the sticky pattern matches here, if it does. */
function takes(scan: Scan, pattern: RegExp): boolean {
  pattern.lastIndex = scan.at;
  if (!pattern.test(scan.text)) return false;
  scan.at = pattern.lastIndex;
  return true;
}

function next(scan: Scan): string | undefined {
  skipSpace(scan);
  return scan.text[scan.at];
}

function step(scan: Scan): undefined {
  scan.at++;
}

function skipSpace(scan: Scan): void {
  for (let letter = scan.text[scan.at]; ; letter = scan.text[scan.at]) {
    if (letter !== ' ' && letter !== '\n' && letter !== '\r' && letter !== '\t') return;
    scan.at++;
  }
}
