/** Who is there: people, pools, rooms, walking times and candidates, as a people file (`people/1`) lists them. */
import type { LoopTemplate } from '#domain/template/loop-template.ts';
import type {
  Interval,
  LocalDate,
  LocalTime,
  ProblemPerson,
  ProblemRoom,
  Walk,
} from '#domain/planning/loop-problem.ts';

/** The name of a calendar file; `false` says that there is none and all working time is free. */
export type CalendarName = string | false;

/** A person of the problem, except that busy time comes from the calendar (default `<id>.ics`). */
export type ListedPerson = Omit<ProblemPerson, 'busy'> & {
  readonly email?: string;
  readonly calendar?: CalendarName;
};

/** A room has a calendar only if it names one. */
export type ListedRoom = Omit<ProblemRoom, 'busy'> & {
  readonly name?: string;
  readonly calendar?: CalendarName;
};

/** Local times of the candidate's own zone. */
export type LocalSpan = { readonly date: LocalDate; readonly from: LocalTime; readonly to: LocalTime };

export type ListedCandidate = {
  readonly id: string;
  readonly name?: string;
  readonly email?: string;
  readonly timeZone?: string;
  readonly available?: readonly (LocalSpan | Interval)[];
};

/** Sessions held so far; default none. */
export type ListedTraining = { readonly shadowed?: number; readonly reverseShadowed?: number };

export type PeopleFile = {
  readonly format: 'people/1';
  readonly people: readonly ListedPerson[];
  readonly pools?: Readonly<Record<string, readonly string[]>>;
  /** By pool, those of it who are still in training, with the sessions they held; the others are qualified. */
  readonly training?: Readonly<Record<string, Readonly<Record<string, ListedTraining>>>>;
  readonly rooms?: readonly ListedRoom[];
  readonly walking?: readonly Walk[];
  readonly candidates: readonly ListedCandidate[];
};

/** `loop-template/1`: a loop template with the zone of its times, and dates on which nobody interviews. */
export type TemplateFile = LoopTemplate & {
  readonly format: 'loop-template/1';
  readonly timeZone: string;
  readonly holidays?: readonly LocalDate[];
};
