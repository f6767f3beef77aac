/** What somebody looks for among the entries, as it stands in the address of the page. */
import type { AuditQuestion } from '#contract/audit.ts';
import { CHANGE_KIND_NAMES } from '#domain/audit/audit.ts';

type Given = Readonly<Record<string, unknown>>;

/** Whatever is not understood is left out; the server refuses what is no id or date. */
export function questionFrom(given: Given): AuditQuestion {
  const kind = CHANGE_KIND_NAMES.find((name) => name === given['kind']);
  const before = given['before'];
  return {
    ...(kind !== undefined && { kind }),
    ...textOf(given, 'candidate'),
    ...textOf(given, 'person'),
    ...textOf(given, 'from'),
    ...textOf(given, 'to'),
    ...(typeof before === 'number' && { before }),
  };
}

/** Whether anything is left out but the newer entries. */
export function isFiltered({ before: _before, ...question }: AuditQuestion): boolean {
  return Object.keys(question).length > 0;
}

function textOf<K extends string>(given: Given, name: K): { [Name in K]?: string } {
  const value = given[name];
  return typeof value === 'string' && value !== '' ? ({ [name]: value } as { [Name in K]?: string }) : {};
}
