/**
 * `second-round problem`: a loop problem out of a template, a list of people and their calendar files.
 *
 * The problem goes to standard output or to `--out`; what became of each calendar goes to standard error. Nothing is
 * written unless everything could be built.
 */
import { fileDateSchema } from '#contract/file-text.ts';
import { parsePlanningList } from '#contract/people-file.ts';
import { parseTemplateFile } from '#contract/template-file.ts';
import {
  completedProblem,
  draftProblem,
  type BuildFaults,
  type CalendarWanted,
  type Draft,
} from '#domain/planning/build-problem.ts';
import type { CalendarQuestion, CalendarReading, CalendarSource } from '#domain/calendar/calendar.ts';
import { faultAt, type Fault } from '#domain/fault.ts';
import type { PeopleFile, TemplateFile } from '#domain/people/people-file.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { busyBy, calendarReport, counted, unusedReport, type CalendarAnswer } from './calendar-report.ts';
import { type Effects, EXIT, type Exit } from './effects.ts';
import { refuseInput } from './faults.ts';
import { readJsonFile } from './json-file.ts';

/** As typed; both dates are included. */
export type ProblemOptions = {
  readonly template: string;
  readonly people: string;
  readonly calendars: string;
  readonly from: string;
  readonly to: string;
  readonly out?: string;
};

export type ProblemEffects = Pick<
  Effects,
  'stdout' | 'stderr' | 'readBytes' | 'writeWhole' | 'checkWritable'
> & {
  /** Plain names of what lies in a directory. */
  readonly listDirectory: (path: string) => Promise<Result<readonly string[], Fault>>;
  readonly readCalendar: (source: CalendarSource, question: CalendarQuestion) => Promise<CalendarReading>;
};

export async function problem(effects: ProblemEffects, options: ProblemOptions): Promise<Exit> {
  const built = await buildFrom(options, effects);
  if (!built.ok) return refuseInput(effects, built.problem);
  const { text, report } = built.value;
  if (options.out === undefined) effects.stdout(text);
  else {
    const written = await effects.writeWhole(options.out, text);
    if (!written.ok) return refuseInput(effects, [written.problem]);
  }
  effects.stderr(`${report.join('\n')}\n`);
  return EXIT.fine;
}

type Faults = readonly Fault[];
type Built = { readonly text: string; readonly report: readonly string[] };

async function buildFrom(options: ProblemOptions, effects: ProblemEffects): Promise<Result<Built, Faults>> {
  const inputs = await inputsOf(options, effects);
  if (!inputs.ok) return inputs;
  const { template, people, fileNames } = inputs.value;
  const draft = draftProblem(template, people, { from: options.from, to: options.to });
  if (!draft.ok) return refuse(buildFaults(options, draft.problem));
  const missing = missingFaults(draft.value.calendars, fileNames, options);
  if (missing.length > 0) return refuse(missing);
  const answers = await answersOf(draft.value, options, effects);
  if (!answers.ok) return answers;
  const built = completedProblem(draft.value, busyBy(answers.value, draft.value.window));
  const report = [
    ...answers.value.flatMap(calendarReport),
    ...unusedReport(draft.value.calendars, fileNames),
    `${counted(built.loops.length, 'loop')}, ${counted(built.days.length, 'date')}`,
  ];
  return ok({ text: `${JSON.stringify(built, null, 2)}\n`, report });
}

type Inputs = {
  readonly template: TemplateFile;
  readonly people: PeopleFile;
  readonly fileNames: ReadonlySet<string>;
};

async function inputsOf(options: ProblemOptions, effects: ProblemEffects): Promise<Result<Inputs, Faults>> {
  const template = await readJsonFile(effects, options.template, parseTemplateFile);
  const people = await readJsonFile(effects, options.people, parsePlanningList);
  const directory = await effects.listDirectory(options.calendars);
  const writable = options.out === undefined ? ok(undefined) : await effects.checkWritable(options.out);
  const dates = dateFaults(options);
  if (template.ok && people.ok && directory.ok && writable.ok && dates.length === 0) {
    return ok({ template: template.value, people: people.value, fileNames: new Set(directory.value) });
  }
  return refuse([
    ...[template, people].flatMap((read) => (read.ok ? [] : read.problem)),
    ...[directory, writable].flatMap((asked) => (asked.ok ? [] : [asked.problem])),
    ...dates,
  ]);
}

function dateFaults(options: ProblemOptions): Faults {
  return (['from', 'to'] as const).flatMap((name) => {
    const date = fileDateSchema.safeParse(options[name]);
    if (date.success) return [];
    return [{ ...faultAt([], options[name], date.error.issues[0]?.message ?? 'a date'), place: `--${name}` }];
  });
}

function missingFaults(
  wanted: readonly CalendarWanted[],
  fileNames: ReadonlySet<string>,
  options: ProblemOptions,
): Faults {
  return wanted
    .filter(({ fileName }) => !fileNames.has(fileName))
    .map(({ place, owner, fileName }) => ({
      place: `${options.people}: ${place}`,
      found: `no file ${JSON.stringify(fileName)} in ${options.calendars}`,
      expected: `the calendar of ${JSON.stringify(owner)}`,
      remedy: 'Export it there, name another file, or say "calendar": false if all working time is free.',
    }));
}

async function answersOf(
  draft: Draft,
  options: ProblemOptions,
  effects: ProblemEffects,
): Promise<Result<readonly CalendarAnswer[], Faults>> {
  const answers = await Promise.all(
    draft.calendars.map(async (wanted): Promise<Result<CalendarAnswer, Fault>> => {
      const { fileName, zone, address } = wanted;
      const bytes = await effects.readBytes(`${options.calendars}/${fileName}`);
      if (!bytes.ok) return bytes;
      const question = { ...draft.window, zone, ...(address === undefined ? {} : { address }) };
      const source = { name: fileName, bytes: bytes.value };
      return ok({ wanted, reading: await effects.readCalendar(source, question) });
    }),
  );
  const unread = answers.filter((answer) => !answer.ok).map((answer) => answer.problem);
  if (unread.length > 0) return refuse(unread);
  return ok(answers.filter((answer) => answer.ok).map((answer) => answer.value));
}

function buildFaults(options: ProblemOptions, faults: BuildFaults): Faults {
  const inFile = (path: string, of: Faults): Faults =>
    of.map((fault) => ({ ...fault, place: `${path}: ${fault.place}` }));
  return [
    ...inFile(options.template, faults.template),
    ...inFile(options.people, faults.people),
    ...faults.dates,
  ];
}
