/** Brings faults to the field they are about: those found here before sending and those the server answers with. */
import type { Fault } from '#domain/fault.ts';
import type { ProblemDocument } from '#contract/problem.ts';

/** Sentences by the path of the field, as `modules.2.window.from`. */
export type FieldFaults = ReadonlyMap<string, string>;

type Issue = { readonly path: readonly PropertyKey[]; readonly message: string };

export const NO_FAULTS: FieldFaults = new Map();

/** From a schema's issues. */
export function faultsOfIssues(issues: readonly Issue[]): FieldFaults {
  return new Map(issues.map((issue) => [issue.path.map(String).join('.'), capital(issue.message)]));
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
  const expected = capital(fault.expected);
  return fault.remedy === undefined ? expected : `${expected}. ${fault.remedy}`;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
