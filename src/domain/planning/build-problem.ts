/** A loop problem out of a template file, a people file, the dates asked for and what the calendars say. */
import { faultAt, type Fault } from '#domain/fault.ts';
import { trainingFaults, withTraining } from '#domain/people/file-training.ts';
import type { Interval, LocalDate, LoopProblem, ProblemCandidate } from './loop-problem.ts';
import { datesBetween, loopProblemFrom, type Surroundings } from '#domain/template/loop-template.ts';
import type { ListedCandidate, LocalSpan, PeopleFile, TemplateFile } from '#domain/people/people-file.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { joinedFaults } from '#domain/template/template-faults.ts';
import { clockIsSkipped, instantText, minuteAt, type EpochMinutes } from '#domain/time/zoned.ts';

/** Both dates included, in the template's zone. */
export type DateRange = { readonly from: LocalDate; readonly to: LocalDate };

/** Whose calendar must be read, from which file, and where the list names it (`people[3].calendar`). */
export type CalendarWanted = {
  readonly owner: string;
  readonly kind: 'person' | 'room';
  readonly fileName: string;
  readonly place: string;
  readonly zone: string;
  readonly address?: string;
};

/** Faults, by the thing in which they stand. */
export type BuildFaults = {
  readonly template: readonly Fault[];
  readonly people: readonly Fault[];
  readonly dates: readonly Fault[];
};

/** Everything but busy time, checked. */
export type Draft = {
  readonly template: TemplateFile;
  readonly list: PeopleFile;
  readonly around: Surroundings;
  readonly calendars: readonly CalendarWanted[];
  /** The time to ask the calendars about: the dates, and a day around them for other zones. */
  readonly window: { readonly from: EpochMinutes; readonly to: EpochMinutes };
};

const DAY = 24 * 60;
const MOST_DAYS = 366;

export function draftProblem(
  template: TemplateFile,
  list: PeopleFile,
  range: DateRange,
): Result<Draft, BuildFaults> {
  const dates = daysOf(template, range);
  if (!dates.ok) return refuse({ template: [], people: [], dates: dates.problem });
  const candidates = list.candidates.map((candidate, at) => candidateOf(candidate, at, template.timeZone));
  const around: Surroundings = {
    timeZone: template.timeZone,
    days: dates.value,
    people: list.people.map(({ email: _email, calendar: _calendar, ...person }) => person),
    pools: list.pools ?? {},
    rooms: (list.rooms ?? []).map(({ name: _name, calendar: _calendar, ...room }) => room),
    walking: list.walking ?? [],
    candidates: candidates.map(({ candidate }) => candidate),
  };
  const joined = joinedFaults(template, around);
  const people = [
    ...joined.around.map((fault) => asWritten(fault, list)),
    ...trainingFaults(list),
    ...candidates.flatMap(({ faults }) => faults),
  ];
  if (joined.template.length + people.length > 0) {
    return refuse({ template: joined.template, people, dates: [] });
  }
  const window = {
    from: minuteAt(range.from, '00:00', template.timeZone) - DAY,
    to: minuteAt(range.to, '24:00', template.timeZone) + DAY,
  };
  return ok({ template, list, around, calendars: calendarsOf(template, list), window });
}

/** `busy` by the owner's kind and id, as `busyKey` writes it. */
export function completedProblem(draft: Draft, busy: ReadonlyMap<string, readonly Interval[]>): LoopProblem {
  const withBusy = <T extends { readonly id: string }>(item: T, kind: CalendarWanted['kind']): T => {
    const own = busy.get(busyKey(kind, item.id));
    return own === undefined || own.length === 0 ? item : { ...item, busy: own };
  };
  const { format: _format, timeZone: _timeZone, holidays: _holidays, ...loopTemplate } = draft.template;
  const { template, around } = withTraining(loopTemplate, draft.around, draft.list);
  return loopProblemFrom(template, {
    ...around,
    people: around.people.map((person) => withBusy(person, 'person')),
    rooms: around.rooms.map((room) => withBusy(room, 'room')),
  });
}

export function busyKey(kind: CalendarWanted['kind'], owner: string): string {
  return `${kind} ${owner}`;
}

function daysOf(template: TemplateFile, { from, to }: DateRange): Result<LocalDate[], readonly Fault[]> {
  if (to < from) return refuse([faultOf('--to', to, `a date that is not before --from, ${from}`)]);
  const length = Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days + 1;
  if (length > MOST_DAYS) {
    return refuse([faultOf('--to', to, `at most ${MOST_DAYS} days from --from, ${from}`)]);
  }
  const days = datesBetween(from, to, template.weekdays).filter(
    (day) => template.holidays?.includes(day) !== true,
  );
  if (days.length > 0) return ok(days);
  const expected = `a range with at least one date that falls on ${template.weekdays.join(', ')} and is no holiday`;
  return refuse([faultOf('--from', `${from} to ${to}`, expected)]);
}

/** Of an argument, which is no place in a file. */
function faultOf(place: string, value: string, expected: string): Fault {
  return { ...faultAt([], value, expected), place };
}

function calendarsOf(template: TemplateFile, list: PeopleFile): CalendarWanted[] {
  const people = list.people.map((person, at): CalendarWanted | undefined => {
    const { id, email, timeZone, calendar = `${id}.ics` } = person;
    if (calendar === false) return undefined;
    const wanted = {
      owner: id,
      kind: 'person',
      fileName: calendar,
      zone: timeZone ?? template.timeZone,
    } as const;
    return { ...wanted, place: `people[${at}].calendar`, ...(email === undefined ? {} : { address: email }) };
  });
  const rooms = (list.rooms ?? []).map(({ id, calendar }, at): CalendarWanted | undefined => {
    if (calendar === undefined || calendar === false) return undefined;
    const wanted = { owner: id, kind: 'room', fileName: calendar, zone: template.timeZone } as const;
    return { ...wanted, place: `rooms[${at}].calendar` };
  });
  return [...people, ...rooms].filter((wanted) => wanted !== undefined);
}

type Drafted = { readonly candidate: ProblemCandidate; readonly faults: readonly Fault[] };

function candidateOf(listed: ListedCandidate, at: number, problemZone: string): Drafted {
  const { available, email: _email, ...rest } = listed;
  if (available === undefined) return { candidate: rest, faults: [] };
  const zone = listed.timeZone ?? problemZone;
  const faults = available.flatMap((span, index) =>
    'date' in span ? skippedFaults(span, ['candidates', at, 'available', index], zone) : [],
  );
  return { candidate: { ...rest, available: available.map((span) => intervalOf(span, zone)) }, faults };
}

function intervalOf(span: LocalSpan | Interval, zone: string): Interval {
  if (!('date' in span)) return span;
  return {
    start: instantText(minuteAt(span.date, span.from, zone), zone),
    end: instantText(minuteAt(span.date, span.to, zone), zone),
  };
}

/** The problem knows local times as instants; the fault is told of what stands in the file. */
function asWritten(fault: Fault, list: PeopleFile): Fault {
  const [, at, index] = /^candidates\[(\d+)\]\.available\[(\d+)\]\.end$/.exec(fault.place) ?? [];
  const span = list.candidates[Number(at)]?.available?.[Number(index)];
  if (span === undefined || !('date' in span)) return fault;
  const path = ['candidates', Number(at), 'available', Number(index), 'to'];
  return faultAt(path, span.to, `a time after ${span.from}, at which it starts`);
}

function skippedFaults(span: LocalSpan, path: readonly PropertyKey[], zone: string): Fault[] {
  return (['from', 'to'] as const)
    .filter((end) => span[end] !== '24:00' && clockIsSkipped(span.date, span[end], zone))
    .map((end) => {
      const expected = `a time that exists on ${span.date}: the clock change in ${zone} leaves it out`;
      return faultAt([...path, end], span[end], expected, 'Choose a time before or after the change.');
    });
}
