/**
 * The sample that a newcomer looks at: an opening with four candidates, twelve interviewers and rooms at two sites, and
 * a graduate programme whose candidates come on one superday.
 */
import type { Interval, LocalDate, Walk } from '#domain/planning/loop-problem.ts';
import { datesBetween, type LoopTemplate } from '#domain/template/loop-template.ts';
import type { CandidateDetails } from './opening.ts';
import type { PersonDetails, RoomDetails } from '#domain/people/people.ts';
import { sampleCalendar } from '#domain/organisation/sample/calendar.ts';
import {
  HIRING_MANAGER,
  SAMPLE_PEOPLE,
  SAMPLE_ROOMS,
  SAMPLE_WALKING,
} from '#domain/organisation/sample/people.ts';
import {
  SUPERDAY_CANDIDATES,
  SUPERDAY_HIRING_MANAGER,
  SUPERDAY_OPENING,
  SUPERDAY_PEOPLE,
  SUPERDAY_PLANNED,
  SUPERDAY_ROOMS,
  SUPERDAY_TEMPLATE,
} from '#domain/organisation/sample/superday.ts';
import { SAMPLE_TEMPLATE } from '#domain/organisation/sample/template.ts';
import type { Steps } from '#domain/people/training.ts';
import { instantText, minuteAt } from '#domain/time/zoned.ts';

export type Sample = {
  readonly name: string;
  readonly timeZone: string;
  readonly opening: string;
  /** Name of who decides. */
  readonly hiringManager: string;
  readonly template: LoopTemplate;
  readonly people: readonly {
    readonly details: PersonDetails;
    readonly calendar: string;
    readonly training: Readonly<Record<string, Steps>>;
  }[];
  readonly rooms: readonly RoomDetails[];
  readonly walking: readonly Walk[];
  readonly candidates: readonly CandidateDetails[];
  /** When one candidate has an agenda from the start. */
  readonly planned: { readonly from: LocalDate; readonly to: LocalDate };
  readonly superday: SampleSuperday;
};

/** `planned`: so many of the candidates have a superday from the start, on `day`. */
type SampleSuperday = {
  readonly opening: string;
  readonly hiringManager: string;
  readonly template: LoopTemplate;
  readonly candidates: readonly CandidateDetails[];
  readonly planned: number;
  readonly day: LocalDate;
};

const ZONE = 'Europe/Berlin';
const THREE_WEEKS = 21;

/**
 * All dates follow from today's week, so that there is something to plan whenever the sample is opened, and the same
 * things can be done with it on every day of the week.
 */
export function sampleFor(today: LocalDate): Sample {
  return {
    name: 'Sample: Northlight Instruments',
    timeZone: ZONE,
    opening: 'Senior Instrument Software Engineer',
    hiringManager: HIRING_MANAGER,
    template: SAMPLE_TEMPLATE,
    people: [...SAMPLE_PEOPLE, ...SUPERDAY_PEOPLE].map(
      ({ details, meetings, away, training = {} }, position) => ({
        details,
        training,
        calendar: sampleCalendar(
          {
            zone: details.timeZone,
            address: details.email ?? details.name,
            meetings,
            position,
            ...(away === undefined ? {} : { away }),
          },
          today,
        ),
      }),
    ),
    rooms: [...SAMPLE_ROOMS, ...SUPERDAY_ROOMS],
    walking: SAMPLE_WALKING,
    candidates: candidatesFor(today),
    planned: { from: afterMonday(today, 10), to: afterMonday(today, 11) },
    superday: {
      opening: SUPERDAY_OPENING,
      hiringManager: SUPERDAY_HIRING_MANAGER,
      template: SUPERDAY_TEMPLATE,
      candidates: SUPERDAY_CANDIDATES.map((name) => candidate(name, ZONE, [])),
      planned: SUPERDAY_PLANNED,
      day: afterMonday(today, 15),
    },
  };
}

/** So many days after the Monday of this week: 10 is the Thursday of the next. */
function afterMonday(today: LocalDate, days: number): LocalDate {
  const date = Temporal.PlainDate.from(today);
  return date.add({ days: 1 - date.dayOfWeek + days }).toString();
}

function candidatesFor(today: LocalDate): CandidateDetails[] {
  const last = Temporal.PlainDate.from(today).add({ days: THREE_WEEKS }).toString();
  const offered = (days: Parameters<typeof datesBetween>[2], from: string, to: string): Interval[] =>
    datesBetween(today, last, days).map((day) => ({
      start: instantText(minuteAt(day, from, ZONE), ZONE),
      end: instantText(minuteAt(day, to, ZONE), ZONE),
    }));
  return [
    candidate('Kim Park', 'Europe/Berlin', []),
    candidate('Lee Santos', 'Europe/Lisbon', offered(['tue', 'wed', 'thu'], '08:30', '18:00')),
    candidate('Noor Haddad', 'Asia/Dubai', offered(['mon', 'wed', 'fri'], '09:00', '17:30')),
    candidate('Robin Novák', 'Europe/Prague', offered(['mon', 'tue', 'wed', 'thu', 'fri'], '09:00', '18:00')),
  ];
}

function candidate(name: string, timeZone: string, available: readonly Interval[]): CandidateDetails {
  const [first = ''] = name.toLowerCase().split(' ');
  return { name, email: `${first}@candidates.example`, timeZone, available };
}
