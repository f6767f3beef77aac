/** Calendars of the sample, written as calendar programs write them and read by the real reader. */
import type { LocalDate } from '#domain/planning/loop-problem.ts';

/** A meeting of every week; `days` in iCalendar's two letters. */
export type Meeting = {
  readonly days: readonly string[];
  readonly from: string;
  readonly minutes: number;
  readonly title: string;
};

/** One-off meetings: which working day counted from the Monday of this week, when, how long, what. */
const ONE_OFF: readonly (readonly [number, string, number, string])[] = [
  [2, '10:30', 60, 'Interview feedback'],
  [6, '11:00', 45, 'Supplier visit'],
  [8, '15:00', 60, 'Budget'],
  [11, '10:00', 90, 'Workshop'],
  [13, '14:00', 60, 'Quarterly review'],
  [17, '10:30', 45, 'Town hall preparation'],
  [19, '15:30', 60, 'Release'],
];

type Owner = {
  readonly zone: string;
  readonly address: string;
  readonly meetings: readonly Meeting[];
  readonly away?: readonly [number, number];
  /** Position among the people, by which one-off meetings differ. */
  readonly position: number;
};

const WEEKDAYS: readonly string[] = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const WEEKS_BEHIND = 4;
const DAYS_OF_WEEK = 7;

/** The owner's calendar around `today`, as text of a calendar file. */
export function sampleCalendar(owner: Owner, today: LocalDate): string {
  const date = Temporal.PlainDate.from(today);
  const monday = date.subtract({ days: date.dayOfWeek - 1 });
  const oneOff = ONE_OFF.filter((_, index) => (index + owner.position) % 3 === 0);
  const blocks = [
    ...owner.meetings.map((meeting, index) => weekly(owner, meeting, { monday, index })),
    ...oneOff.map(([day, from, minutes, title], index) =>
      event(owner, `once-${index}`, [
        ...span(owner.zone, workingDay(monday, day), { from, minutes }),
        `SUMMARY:${title}`,
      ]),
    ),
    ...(owner.away === undefined ? [] : [holiday(owner, owner.away, monday)]),
  ];
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Second Round//Sample//EN',
    ...blocks,
    'END:VCALENDAR',
    '',
  ]
    .flat()
    .join('\r\n');
}

type Week = { readonly monday: Temporal.PlainDate; readonly index: number };

function weekly(owner: Owner, meeting: Meeting, { monday, index }: Week): string[] {
  const first = WEEKDAYS.indexOf(meeting.days[0] ?? 'MO');
  const start = monday.subtract({ weeks: WEEKS_BEHIND }).add({ days: first });
  return event(owner, `weekly-${index}`, [
    ...span(owner.zone, start, meeting),
    `RRULE:FREQ=WEEKLY;BYDAY=${meeting.days.join(',')}`,
    `SUMMARY:${meeting.title}`,
  ]);
}

/** In the week after next; all-day entries end on the day after their last. */
function holiday(owner: Owner, [from, to]: readonly [number, number], monday: Temporal.PlainDate): string[] {
  const week = monday.add({ days: 2 * DAYS_OF_WEEK });
  return event(owner, 'away', [
    `DTSTART;VALUE=DATE:${compact(week.add({ days: from }))}`,
    `DTEND;VALUE=DATE:${compact(week.add({ days: to + 1 }))}`,
    'SUMMARY:Holiday',
  ]);
}

function event({ address, zone: _zone }: Owner, name: string, lines: readonly string[]): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${name}-${address}`,
    'DTSTAMP:20260101T000000Z',
    ...lines,
    'STATUS:CONFIRMED',
    'TRANSP:OPAQUE',
    'END:VEVENT',
  ];
}

function span(
  zone: string,
  date: Temporal.PlainDate,
  { from, minutes }: { readonly from: string; readonly minutes: number },
): string[] {
  const start = date.toPlainDateTime(Temporal.PlainTime.from(from));
  const text = (at: Temporal.PlainDateTime): string =>
    `${compact(at.toPlainDate())}T${at.toPlainTime().toString({ smallestUnit: 'second' }).replaceAll(':', '')}`;
  return [`DTSTART;TZID=${zone}:${text(start)}`, `DTEND;TZID=${zone}:${text(start.add({ minutes }))}`];
}

function compact(date: Temporal.PlainDate): string {
  return date.toString().replaceAll('-', '');
}

function workingDay(monday: Temporal.PlainDate, count: number): Temporal.PlainDate {
  return monday.add({ days: Math.floor(count / 5) * DAYS_OF_WEEK + (count % 5) });
}
