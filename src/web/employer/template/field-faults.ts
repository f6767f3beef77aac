/** Brings faults to the field they are about: those found here before sending and those the server answers with. */
import type { Fault } from '#domain/fault.ts';
import type { ProblemDocument } from '#contract/problem.ts';
import { faultsOfIssues as faultsOfSchema } from '#contract/zod-faults.ts';
import { t } from '#web/words/words.ts';

/** Sentences by the path of the field, as `modules.2.window.from`. */
export type FieldFaults = ReadonlyMap<string, string>;

type Issues = Parameters<typeof faultsOfSchema>[0];

export const NO_FAULTS: FieldFaults = new Map();

/** From a schema's issues with `input`. */
export function faultsOfIssues(issues: Issues, input: unknown): FieldFaults {
  return new Map(faultsOfSchema(issues, input).map((fault) => [fieldOf(fault, ''), sentence(fault)]));
}

/** From a problem document; places such as `template.modules[2].window.from` lose the name of the whole. */
export function faultsOfProblem(problem: ProblemDocument, whole: string): FieldFaults {
  return new Map((problem.faults ?? []).map((fault) => [fieldOf(fault, whole), sentence(fault)]));
}

/** The sentences at this field or anywhere below it, for a field that is edited as one. */
export function faultAt(faults: FieldFaults, field: string): string | undefined {
  const exact = faults.get(field);
  if (exact !== undefined) return exact;
  return [...faults].find(([path]) => path.startsWith(`${field}.`))?.[1];
}

function fieldOf(fault: Fault, whole: string): string {
  const path = fault.place.replaceAll(/\[(\d+)\]/g, '.$1').replace(/^[./]/, '');
  return path.startsWith(`${whole}.`) ? path.slice(whole.length + 1) : path;
}

function sentence(fault: Fault): string {
  const thing = /^(an?|at least|one) /.test(fault.expected);
  const expected = thing ? t('field.give', { expected: fault.expected }) : capital(fault.expected);
  return fault.remedy === undefined ? expected : `${expected}. ${fault.remedy}`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
