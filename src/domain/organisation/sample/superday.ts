/** The sample's second opening: a graduate programme whose candidates all come on one day. */
import type { LoopTemplate } from '#domain/template/loop-template.ts';
import type { RoomDetails } from '#domain/people/people.ts';
import { samplePerson, type SamplePerson } from './person.ts';

export const SUPERDAY_OPENING = 'Graduate Programme';

export const SUPERDAY_TEMPLATE: LoopTemplate = {
  hours: { from: '09:00', to: '17:00' },
  weekdays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  grid: 15,
  maxDays: 1,
  gap: { max: 90 },
  modules: [
    {
      id: 'exercise',
      title: 'Group exercise',
      kind: 'group',
      minutes: 60,
      purpose: 'Solve a task together that nobody can solve alone.',
      seats: [
        { pool: 'Assessors', role: 'lead' },
        { pool: 'Assessors', role: 'observer' },
      ],
      room: { features: ['hall'] },
      together: 6,
    },
    {
      id: 'case',
      title: 'Case interview',
      kind: 'individual',
      minutes: 45,
      purpose: 'Think a real case through, aloud.',
      seats: [{ pool: 'Assessors', role: 'lead' }],
      room: { features: ['booth'] },
    },
    {
      id: 'lunch',
      title: 'Lunch',
      kind: 'meal',
      minutes: 45,
      purpose: 'Eat, and meet the others.',
      evaluated: false,
      seats: [],
      window: { from: '11:30', to: '14:00' },
    },
    {
      id: 'talk',
      title: 'Talk about you and us',
      kind: 'individual',
      minutes: 30,
      purpose: 'What you look for, and what you want to know of us.',
      seats: [{ pool: 'Assessors', role: 'lead' }],
      room: { features: ['booth'] },
    },
  ],
};

export const SUPERDAY_ROOMS: readonly RoomDetails[] = [
  { name: 'Foundry hall', seats: 24, features: ['hall'], site: 'Old Mill' },
  ...['Ash', 'Birch', 'Cedar', 'Elm', 'Hazel', 'Larch'].map((name) => ({
    name: `Booth ${name}`,
    seats: 3,
    features: ['booth'],
    site: 'Old Mill',
  })),
];

const MEETINGS = [
  'mon-fri 08:30 30 Stand-up',
  'mon,thu 15:30 90 Focus',
  'tue,fri 09:30 60 Project review',
  'wed 13:00 90 Focus',
  'tue 14:30 60 Mentoring',
] as const;

export const SUPERDAY_HIRING_MANAGER = 'Helen Doyle';
export const SUPERDAY_PEOPLE: readonly SamplePerson[] = [
  'Anja Krüger',
  'Ben Okoro',
  'Chiara Rossi',
  'David Cohen',
  'Emre Yılmaz',
  'Fatima Zahra',
  'Georg Brandt',
  'Helen Doyle',
  'Ivan Horvat',
  'Julia Santos',
].map((name, index) =>
  samplePerson([name, 'Assessor', 'Europe/Berlin'], ['Assessors'], {
    meetings: [MEETINGS[0], MEETINGS[1 + (index % (MEETINGS.length - 1))] ?? MEETINGS[1]],
    maxPerDay: 8,
  }),
);

/** The first eighteen have a superday from the start; the others applied later, and are still to be planned. */
export const SUPERDAY_PLANNED = 18;
export const SUPERDAY_CANDIDATES: readonly string[] = [
  'Aisha Rahman',
  'Bruno Keller',
  'Camille Laurent',
  'Dilan Aksoy',
  'Eva Lindholm',
  'Finn Hansen',
  'Giulia Conti',
  'Hugo Almeida',
  'Ida Nowak',
  'Jamal Osei',
  'Katya Ivanova',
  'Liam Byrne',
  'Mei Tanaka',
  'Nils Bergman',
  'Olga Marek',
  'Pedro Ruiz',
  'Qiu Wen',
  'Rosa Vargas',
  'Sami Haddad',
  'Tara Singh',
  'Ugo Bianchi',
  'Vera Popescu',
  'Wim de Boer',
  'Yara Costa',
];
