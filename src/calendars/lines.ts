/** From bytes to unfolded content lines with the numbers they have in the file. RFC 5545, section 3.1. */
import { ok, refuse, type Result } from '#domain/result.ts';
import type { CalendarRemark } from '#domain/calendar/calendar.ts';
import { CALENDAR_LIMITS } from './limits.ts';

export type ContentLine = { readonly line: number; readonly text: string };
export type Lines = { readonly lines: readonly ContentLine[]; readonly warnings: readonly CalendarRemark[] };

const UTF8_MARK = [0xef, 0xbb, 0xbf];
/** The byte order marks, and the B of BEGIN without one. */
const UTF16_STARTS: Readonly<Record<string, string>> = {
  '255 254': 'utf-16le',
  '254 255': 'utf-16be',
  '66 0': 'utf-16le',
  '0 66': 'utf-16be',
};
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Lines are unfolded as bytes, before decoding, because a fold may lie inside a character. */
export function linesOf(bytes: Uint8Array): Result<Lines, CalendarRemark> {
  if (bytes.length > CALENDAR_LIMITS.bytes) {
    const expected = `at most ${CALENDAR_LIMITS.bytes} bytes are read`;
    return refuse({ line: 1, reason: `the file has ${bytes.length} bytes; ${expected}` });
  }
  const warnings: CalendarRemark[] = [];
  let raw = Buffer.from(utf8Of(bytes)).toString('latin1');
  if (raw.includes('\0')) {
    warnings.push({ line: lineAt(raw, raw.indexOf('\0')), reason: 'NUL characters were left out' });
    raw = raw.replaceAll('\0', '');
  }
  const refusal = whyNoCalendar(raw);
  if (refusal !== undefined) return refuse({ line: 1, reason: refusal });
  return ok({ lines: decoded(unfolded(raw), warnings), warnings });
}

/** The bytes as UTF-8 without a byte order mark; UTF-16 is known by its mark or by its zero bytes. */
function utf8Of(bytes: Uint8Array): Uint8Array {
  if (UTF8_MARK.every((byte, index) => bytes[index] === byte)) return bytes.subarray(UTF8_MARK.length);
  const encoding = UTF16_STARTS[`${bytes[0]} ${bytes[1]}`];
  return encoding === undefined ? bytes : new TextEncoder().encode(new TextDecoder(encoding).decode(bytes));
}

function whyNoCalendar(raw: string): string | undefined {
  const head = raw.slice(0, 2000).trimStart();
  if (raw.trim() === '') return 'the file is empty';
  if (/^(<!doctype html|<html|<head|<body)/i.test(head)) return 'this is a web page, not a calendar file';
  if (!/^BEGIN:VCALENDAR[ \t]*$/im.test(raw)) {
    return `no line BEGIN:VCALENDAR in it, so this is not a calendar file; it begins with ${JSON.stringify(head.slice(0, 40))}`;
  }
  return undefined;
}

function unfolded(raw: string): ContentLine[] {
  const parts: { line: number; texts: string[] }[] = [];
  let last: { line: number; texts: string[] } | undefined;
  for (const [index, physical] of raw.split(/\r\n|\n|\r/).entries()) {
    if ((physical.startsWith(' ') || physical.startsWith('\t')) && last !== undefined) {
      last.texts.push(physical.slice(1));
    } else if (physical !== '') {
      last = { line: index + 1, texts: [physical] };
      parts.push(last);
    }
  }
  return parts.map(({ line, texts }) => ({ line, text: texts.join('') }));
}

function decoded(lines: readonly ContentLine[], warnings: CalendarRemark[]): ContentLine[] {
  let told = false;
  return lines.map(({ line, text }) => {
    if (!/[\u0080-\u00ff]/.test(text)) return { line, text };
    try {
      return { line, text: UTF8.decode(Buffer.from(text, 'latin1')) };
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      if (!told) warnings.push({ line, reason: 'not UTF-8; read as Latin-1' });
      told = true;
      return { line, text };
    }
  });
}

function lineAt(raw: string, index: number): number {
  return raw.slice(0, index).split(/\r\n|\n|\r/).length;
}
