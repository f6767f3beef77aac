import type { WorkingHours } from '#domain/planning/loop-problem.ts';
import type { PersonDetails } from '#domain/people/people.ts';
import type { Steps } from '#domain/people/training.ts';
import type { Meeting } from './calendar.ts';

/** A person with what fills their weeks. */
export type SamplePerson = {
  readonly details: PersonDetails;
  readonly meetings: readonly Meeting[];
  /** Pools in which the person is still in training, with the sessions held before. */
  readonly training?: Readonly<Record<string, Steps>>;
  /** Working days of the week after next on which the person is on holiday. */
  readonly away?: readonly [number, number];
};

export const NEW_YORK = 'America/New_York';

type More = Pick<PersonDetails, 'prefers' | 'maxPerDay' | 'maxPerWeek' | 'gap'> & {
  readonly meetings: readonly string[];
  readonly training?: SamplePerson['training'];
  readonly away?: readonly [number, number];
};

/** `[name, title, zone]`, the pools, and what fills the weeks. */
export function samplePerson(
  [name, title, timeZone]: readonly [string, string, string],
  pools: readonly string[],
  { meetings, away, training, ...limits }: More,
): SamplePerson {
  const address = name
    .normalize('NFD')
    .replaceAll(/[^A-Za-z ]/g, '')
    .toLowerCase()
    .replaceAll(' ', '.');
  const works: readonly WorkingHours[] = [
    {
      days: ['mon', 'tue', 'wed', 'thu', 'fri'],
      from: timeZone === NEW_YORK ? '08:00' : '08:30',
      to: '18:00',
    },
  ];
  return {
    details: { name, title, timeZone, pools, works, email: `${address}@northlight.example`, ...limits },
    meetings: meetings.map(meetingOf),
    ...(away === undefined ? {} : { away }),
    ...(training === undefined ? {} : { training }),
  };
}

/** `tue,thu 14:00 60 One-to-ones` */
export function meetingOf(text: string): Meeting {
  const [days = '', from = '', minutes = '', ...words] = text.split(' ');
  const on =
    days === 'mon-fri' ? 'MO,TU,WE,TH,FR' : days.split(',').map((day) => day.slice(0, 2).toUpperCase());
  return { days: String(on).split(','), from, minutes: Number(minutes), title: words.join(' ') };
}
