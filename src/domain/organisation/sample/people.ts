import type { Walk } from '#domain/planning/loop-problem.ts';
import type { RoomDetails } from '#domain/people/people.ts';
import { meetingOf, NEW_YORK, samplePerson as person, type SamplePerson } from './person.ts';

const BERLIN = 'Europe/Berlin';
const LONDON = 'Europe/London';

export const SAMPLE_ROOMS: readonly RoomDetails[] = [
  { name: 'Lathe', seats: 4, features: ['whiteboard'], site: 'Old Mill' },
  { name: 'Loom', seats: 10, features: ['screen', 'whiteboard'], site: 'Old Mill' },
  { name: 'Spindle', seats: 6, features: ['screen'], site: 'Old Mill' },
  { name: 'Optics lab', seats: 8, features: ['optics'], site: 'Riverside' },
  { name: 'Weir', seats: 8, features: ['screen'], site: 'Riverside' },
];

export const SAMPLE_WALKING: readonly Walk[] = [{ sites: ['Old Mill', 'Riverside'], minutes: 10 }];

/** What fills the weeks beside the meetings that each has of their own; dealt out in turn. */
const ROUTINES: readonly (readonly string[])[] = [
  ['mon,wed 10:00 120 Focus', 'tue 15:00 120 Project review', 'thu 10:30 90 Planning', 'fri 14:00 120 Focus'],
  [
    'tue,thu 10:00 120 Focus',
    'mon 15:30 90 Project review',
    'wed 14:30 120 Reading',
    'fri 10:00 90 Planning',
  ],
  [
    'mon,fri 13:00 120 Focus',
    'wed 09:30 150 Project review',
    'tue 11:00 60 Mentoring',
    'thu 15:00 120 Focus',
  ],
  [
    'tue,fri 14:00 150 Focus',
    'thu 09:30 120 Project review',
    'mon 11:00 60 Mentoring',
    'wed 15:30 90 Planning',
  ],
];

export const HIRING_MANAGER = 'Ada Brandt';
export const SAMPLE_PEOPLE: readonly SamplePerson[] = (
  [
    person(['Ada Brandt', 'Head of Engineering', BERLIN], ['Hiring manager'], {
      meetings: [
        'mon-fri 09:00 30 Stand-up leads',
        'mon 13:30 90 Management',
        'tue,thu 14:00 60 One-to-ones',
      ],
      maxPerDay: 3,
    }),
    person(['Tomasz Zieliński', 'Engineering Manager, Firmware', BERLIN], ['Hiring manager', 'Lunch hosts'], {
      meetings: ['mon-fri 09:15 15 Stand-up', 'wed 10:00 120 Planning', 'mon,fri 14:00 60 One-to-ones'],
      maxPerDay: 4,
    }),
    person(['Mina Okafor', 'Principal Engineer', BERLIN], ['System design'], {
      meetings: [
        'mon-fri 09:15 15 Stand-up',
        'tue 10:00 150 Focus: calibration',
        'thu 13:30 90 Architecture',
      ],
      maxPerDay: 3,
    }),
    person(['Jonas Weber', 'Senior Engineer', BERLIN], ['System design', 'Lunch hosts', 'Tour guides'], {
      meetings: ['mon-fri 09:15 15 Stand-up', 'mon,wed 13:30 120 Focus', 'thu 13:30 90 Architecture'],
      away: [1, 3],
    }),
    person(['Priya Raman', 'Senior Engineer', LONDON], ['System design'], {
      meetings: ['mon-fri 09:00 30 Stand-up', 'wed 13:00 120 Focus', 'fri 10:00 60 One-to-one'],
      prefers: { from: '09:30', to: '16:30' },
    }),
    person(['Luca Moretti', 'Staff Engineer', BERLIN], ['System design', 'Users and product'], {
      meetings: ['mon-fri 09:15 15 Stand-up', 'mon 10:00 120 Incident review', 'fri 13:00 120 Focus'],
      maxPerWeek: 6,
    }),
    person(['Grace Whitfield', 'Product Lead', LONDON], ['Users and product'], {
      meetings: [
        'mon-fri 08:45 30 Product stand-up',
        'tue,fri 13:00 90 Customer calls',
        'thu 10:00 60 Roadmap',
      ],
    }),
    person(['Samuel Adeyemi', 'Product Designer', LONDON], ['Users and product', 'Lunch hosts'], {
      meetings: ['mon-fri 08:45 30 Product stand-up', 'mon 10:00 120 Design review', 'wed 13:00 60 Research'],
      maxPerDay: 4,
    }),
    person(['Elena Petrova', 'Customer Engineer', NEW_YORK], ['Users and product'], {
      meetings: [
        'mon-fri 09:00 30 Stand-up',
        'tue,thu 10:30 90 Customer calls',
        'wed 12:00 60 Lunch and learn',
      ],
      prefers: { from: '09:00', to: '12:00' },
    }),
    person(['Marcus Hale', 'Customer Engineer', NEW_YORK], ['System design'], {
      training: { 'System design': { shadow: 1, reverseShadow: 0 } },
      meetings: ['mon-fri 09:00 30 Stand-up', 'mon,wed 13:00 120 Customer calls', 'fri 10:00 60 One-to-one'],
    }),
    person(['Hanna Lindqvist', 'People Partner', BERLIN], ['Welcome', 'Tour guides', 'Lunch hosts'], {
      meetings: ['mon 10:00 60 People team', 'tue,thu 13:30 90 Screening calls', 'fri 15:00 60 One-to-one'],
      maxPerDay: 6,
      gap: 0,
    }),
    person(['Felix Baumann', 'Workplace', BERLIN], ['Welcome', 'Tour guides', 'Users and product'], {
      training: { 'Users and product': { shadow: 2, reverseShadow: 0 } },
      meetings: ['mon-fri 08:30 30 Opening round', 'wed 13:30 90 Suppliers', 'fri 10:00 60 Safety walk'],
    }),
  ] satisfies readonly SamplePerson[]
).map((each, position) => ({
  ...each,
  meetings: [...each.meetings, ...(ROUTINES[position % ROUTINES.length] ?? []).map(meetingOf)],
}));
