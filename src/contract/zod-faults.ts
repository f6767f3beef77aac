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
  if (issue.code === 'invalid_value')
    return `one of ${issue.values.map((value) => JSON.stringify(value)).join(', ')}`;
  if (!isStock(issue.message)) return issue.message;
  if (issue.code === 'invalid_type') return KINDS_OF_VALUE[issue.expected] ?? issue.expected;
  if (issue.code === 'too_small') return `${issue.minimum} or more${unitOf(issue.origin)}`;
  if (issue.code === 'too_big') return `${issue.maximum} or less${unitOf(issue.origin)}`;
  return issue.message;
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
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
