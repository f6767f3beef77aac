import type { z } from 'zod';
import { type Fault, faultAt, type Path } from '#domain/fault.ts';

type Issue = z.core.$ZodIssue;

const KINDS_OF_VALUE: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
};

/**
 * The faults of a value that a schema refused. Messages written in a schema are taken as the expectation, so they
 * complete "expected …"; without one, the expectation is worded from what the schema says.
 */
export function faultsOfIssues(issues: readonly Issue[], input: unknown): readonly Fault[] {
  return issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') return unknownFields(issue.keys, issue.path, input);
    const value = valueAt(input, issue.path);
    const remedy = value === undefined ? 'Add the field.' : undefined;
    return [faultAt(issue.path, value, expectationOf(issue), remedy)];
  });
}

function unknownFields(keys: readonly string[], path: Path, input: unknown): readonly Fault[] {
  return keys.map((key) =>
    faultAt(
      [...path, key],
      valueAt(input, [...path, key]),
      'no field of this name',
      'Remove it, or correct its name.',
    ),
  );
}

function expectationOf(issue: Issue): string {
  if (!isStock(issue.message)) return issue.message;
  if (issue.code === 'invalid_type') return KINDS_OF_VALUE[issue.expected] ?? issue.expected;
  if (issue.code === 'invalid_value') return oneOf(issue.values);
  if (issue.code === 'too_small') return boundOf(issue, issue.minimum, 'at least', 'more than');
  if (issue.code === 'too_big') return boundOf(issue, issue.maximum, 'at most', 'less than');
  if (issue.code === 'invalid_format') return FORMATS[issue.format] ?? 'a text of another form';
  if (issue.code === 'not_multiple_of') return `a multiple of ${issue.divisor}`;
  if (issue.code === 'invalid_union') return unionOf(issue);
  return 'another value';
}

const FORMATS: Readonly<Record<string, string>> = {
  date: 'a date like 2026-12-07',
  datetime: 'an instant with its offset, like 2026-12-07T09:00:00+01:00',
  time: 'a time of day like 09:00',
  uuid: 'an id, as this server gave it',
  email: 'an e-mail address like ada@example.org',
  url: 'an address like https://example.org',
};

const UNITS: Readonly<Record<string, string>> = {
  string: 'character',
  array: 'entry',
  set: 'entry',
  map: 'entry',
  object: 'field',
};

type Bounded = {
  readonly origin: string;
  readonly inclusive?: boolean | undefined;
  readonly exact?: boolean | undefined;
};

function boundOf(
  { origin, inclusive, exact }: Bounded,
  bound: number | bigint,
  upTo: string,
  beyond: string,
): string {
  const words = exact === true ? 'exactly' : inclusive === false ? beyond : upTo;
  const unit = UNITS[origin];
  if (unit === undefined) return `${words} ${bound}`;
  return `${words} ${bound} ${bound === 1 ? unit : unit.replace(/y$/, 'ie')}${bound === 1 ? '' : 's'}`;
}

function oneOf(values: readonly unknown[]): string {
  const shown = values.map((value) => JSON.stringify(value));
  return shown.length === 1 ? shown.join() : `one of ${shown.join(', ')}`;
}

/** What each of the possibilities expected, each once. */
function unionOf(issue: Extract<Issue, { code: 'invalid_union' }>): string {
  const possible = issue.errors.flatMap(([first]) => (first === undefined ? [] : [expectationOf(first)]));
  return [...new Set(possible)].join(', or ') || 'another value';
}

/** The schema library's own wording, which describes the value and not what was expected. */
function isStock(message: string): boolean {
  return /^(Invalid|Too (small|big)|Unrecognized)/.test(message);
}

function valueAt(input: unknown, path: Path): unknown {
  let value = input;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[step];
  }
  return value;
}
