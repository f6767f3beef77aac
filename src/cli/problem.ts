/**
 * `second-round problem`: a loop problem out of a template, a list of people and their calendar files.
 *
 * The problem goes to standard output or to `--out`; what became of each calendar goes to standard error. Nothing is
 * written unless everything could be built.
 */
import { fileDateSchema } from '#contract/file-text.ts';
import { parsePeopleFile } from '#contract/people-file.ts';
import { parseTemplateFile } from '#contract/template-file.ts';
import {
  completedProblem,
  draftProblem,
  type BuildFaults,
  type CalendarWanted,
  type Draft,
} from '#domain/build-problem.ts';
import type { CalendarQuestion, CalendarReading, CalendarSource } from '#domain/calendar.ts';
import { faultAt, faultLine, type Fault } from '#domain/fault.ts';
import type { PeopleFile, TemplateFile } from '#domain/people-file.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { busyBy, calendarReport, unusedReport, type CalendarAnswer } from './calendar-report.ts';

/** As typed; both dates are included. */
export type ProblemOptions = {
  readonly template: string;
  readonly people: string;
  readonly calendars: string;
  readonly from: string;
  readonly to: string;
  readonly out?: string;
};

/** A path that cannot be read is answered with the reason, in words. */
export type ProblemEffects = {
  readonly readFile: (path: string) => Promise<Result<Uint8Array, string>>;
  /** Plain file names. */
  readonly listDirectory: (path: string) => Promise<Result<readonly string[], string>>;
  readonly readCalendar: (source: CalendarSource, question: CalendarQuestion) => Promise<CalendarReading>;
  /** Whole or not at all. */
  readonly writeFile: (path: string, text: string) => Promise<Result<undefined, string>>;
  readonly stdout: (text: string) => void;
  readonly stderr: (text: string) => void;
};

const DONE = 0;
const BAD_INPUT = 2;

/** The exit status: 0 written, 2 bad input and nothing written. */
export async function problemCommand(options: ProblemOptions, effects: ProblemEffects): Promise<number> {
  const built = await buildFrom(options, effects);
  if (!built.ok) return refused(built.problem, effects);
  effects.stderr(`${built.value.report.join('\n')}\n`);
  if (options.out === undefined) {
    effects.stdout(built.value.text);
    return DONE;
  }
  const written = await effects.writeFile(options.out, built.value.text);
  return written.ok ? DONE : refused([`${options.out}: ${written.problem}`], effects);
}

type Lines = readonly string[];
type Built = { readonly text: string; readonly report: Lines };

async function buildFrom(options: ProblemOptions, effects: ProblemEffects): Promise<Result<Built, Lines>> {
  const inputs = await inputsOf(options, effects);
  if (!inputs.ok) return inputs;
  const { template, people, range, fileNames } = inputs.value;
  const draft = draftProblem(template, people, range);
  if (!draft.ok) return refuse(buildLines(options, draft.problem));
  const missing = missingFaults(draft.value.calendars, fileNames, options.calendars);
  if (missing.length > 0) return refuse(linesOf(options.people, missing));
  const answers = await answersOf(draft.value, options, effects);
  if (!answers.ok) return answers;
  const problem = completedProblem(draft.value, busyBy(answers.value, draft.value.window));
  const report = [
    ...answers.value.flatMap(calendarReport),
    ...unusedReport(draft.value.calendars, fileNames),
    `${problem.loops.length} loops, ${problem.people.length} people, ${problem.days.length} dates`,
  ];
  return ok({ text: `${JSON.stringify(problem, undefined, 2)}\n`, report });
}

type Inputs = {
  readonly template: TemplateFile;
  readonly people: PeopleFile;
  readonly range: { readonly from: string; readonly to: string };
  readonly fileNames: ReadonlySet<string>;
};

async function inputsOf(options: ProblemOptions, effects: ProblemEffects): Promise<Result<Inputs, Lines>> {
  const template = await jsonOf(options.template, effects, parseTemplateFile);
  const people = await jsonOf(options.people, effects, parsePeopleFile);
  const directory = await effects.listDirectory(options.calendars);
  const dates = dateLines(options);
  if (template.ok && people.ok && directory.ok && dates.length === 0) {
    const range = { from: options.from, to: options.to };
    return ok({ template: template.value, people: people.value, range, fileNames: new Set(directory.value) });
  }
  return refuse([
    ...(template.ok ? [] : template.problem),
    ...(people.ok ? [] : people.problem),
    ...(directory.ok ? [] : [`${options.calendars}: ${directory.problem}`]),
    ...dates,
  ]);
}

async function jsonOf<T>(
  path: string,
  effects: ProblemEffects,
  parse: (json: unknown) => Result<T, readonly Fault[]>,
): Promise<Result<T, Lines>> {
  const bytes = await effects.readFile(path);
  if (!bytes.ok) return refuse([`${path}: ${bytes.problem}`]);
  const json = jsonFrom(bytes.value);
  if (!json.ok) return refuse([`${path}: ${json.problem}`]);
  const parsed = parse(json.value);
  return parsed.ok ? parsed : refuse(linesOf(path, parsed.problem));
}

function jsonFrom(bytes: Uint8Array): Result<unknown, string> {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return ok(value);
  } catch (error) {
    if (error instanceof SyntaxError) return refuse(`this is not JSON: ${error.message}`);
    if (error instanceof TypeError) return refuse('this is not UTF-8 text');
    throw error;
  }
}

function dateLines(options: ProblemOptions): Lines {
  return (['from', 'to'] as const).flatMap((name) => {
    const date = fileDateSchema.safeParse(options[name]);
    if (date.success) return [];
    return [faultLine(faultAt([`--${name}`], options[name], date.error.issues[0]?.message ?? 'a date'))];
  });
}

function missingFaults(
  wanted: readonly CalendarWanted[],
  fileNames: ReadonlySet<string>,
  directory: string,
): readonly Fault[] {
  return wanted
    .filter(({ fileName }) => !fileNames.has(fileName))
    .map(({ place, owner, fileName }) => ({
      place,
      found: `no file ${JSON.stringify(fileName)} in ${directory}`,
      expected: `the calendar of ${JSON.stringify(owner)}`,
      remedy: 'Export it there, name another file, or say "calendar": false if all working time is free.',
    }));
}

async function answersOf(
  draft: Draft,
  options: ProblemOptions,
  effects: ProblemEffects,
): Promise<Result<readonly CalendarAnswer[], Lines>> {
  const answers = await Promise.all(
    draft.calendars.map(async (wanted): Promise<Result<CalendarAnswer, string>> => {
      const { fileName, zone, address } = wanted;
      const path = `${options.calendars}/${fileName}`;
      const bytes = await effects.readFile(path);
      if (!bytes.ok) return refuse(`${path}: ${bytes.problem}`);
      const question = { ...draft.window, zone, ...(address === undefined ? {} : { address }) };
      return ok({
        wanted,
        reading: await effects.readCalendar({ name: fileName, bytes: bytes.value }, question),
      });
    }),
  );
  const unread = answers.filter((answer) => !answer.ok).map((answer) => answer.problem);
  return unread.length > 0
    ? refuse(unread)
    : ok(answers.filter((answer) => answer.ok).map((answer) => answer.value));
}

function buildLines(options: ProblemOptions, faults: BuildFaults): Lines {
  return [
    ...linesOf(options.template, faults.template),
    ...linesOf(options.people, faults.people),
    ...faults.dates.map(faultLine),
  ];
}

function linesOf(path: string, faults: readonly Fault[]): Lines {
  return faults.map((fault) => `${path}: ${faultLine(fault)}`);
}

function refused(lines: Lines, effects: ProblemEffects): number {
  effects.stderr(`${lines.join('\n')}\n`);
  return BAD_INPUT;
}
