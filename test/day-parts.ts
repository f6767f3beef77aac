/** Of what the sheets of a day for its scenes are made: people, hours, sessions, loops. */
import type { DayLoop, DaySession, Mark } from '#contract/day.ts';
import type { Kind } from '#domain/planning/loop-problem.ts';

/** Monday 7 December, 10:22 in Berlin. */
export const NOW = '2026-12-07T09:22:00Z';
const ZONE = 'Europe/Berlin';
const OPENING = { id: id(900), title: 'Senior optics engineer', timeZone: ZONE };

type Sitter = DaySession['people'][number];
export const MARA: Sitter = { id: id(1), name: 'Mara Lind', role: 'greeter' };
export const BEA: Sitter = { id: id(2), name: 'Bea Lang', role: 'lead' };
export const CEM: Sitter = { id: id(3), name: 'Cem Arslan', role: 'panelist' };
export const DANA: Sitter = { id: id(4), name: 'Dana Okafor', role: 'lead' };
const GRACE: Sitter = { id: id(5), name: 'Prof. Grace Obi', role: 'panelist', external: true };

export function id(number: number): string {
  return `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
}

/** `10:15` in Berlin on that day; later by so many minutes. */
export function at(time: string, later = 0): string {
  const moment = Date.parse(`2026-12-07T${time}:00+01:00`) + later * 60_000;
  return new Date(moment).toISOString().replace('.000Z', 'Z');
}

export function mark(number: number, time: string, by = 'Mara Lind'): Mark {
  return { id: id(5000 + number), at: at(time), by };
}

type Part = {
  readonly title: string;
  readonly kind: Kind;
  readonly from: string;
  readonly to: string;
  readonly people: DaySession['people'];
  readonly place: string;
};

const PARTS: readonly Part[] = [
  { title: 'Welcome', kind: 'individual', from: '09:00', to: '09:20', people: [MARA], place: 'Reception' },
  {
    title: 'System design',
    kind: 'panel',
    from: '09:30',
    to: '10:30',
    people: [BEA, CEM],
    place: 'Kelvin, Mill building',
  },
  {
    title: 'Deep dive: optics',
    kind: 'individual',
    from: '10:45',
    to: '11:30',
    people: [DANA, GRACE],
    place: 'Curie, Mill building',
  },
  {
    title: 'Lunch',
    kind: 'meal',
    from: '12:00',
    to: '12:45',
    people: [{ ...MARA, role: 'host' }],
    place: 'Canteen',
  },
  {
    title: 'Your questions',
    kind: 'individual',
    from: '13:00',
    to: '13:30',
    people: [{ ...CEM, role: 'lead' }],
    place: 'Noether',
  },
];

/** Of a loop that is so many minutes behind from the second session on. */
export function sessionsOf(loop: number, behind = 0): readonly DaySession[] {
  return PARTS.map(({ from, to, people, kind, ...part }, index): DaySession => {
    const late = index === 0 ? 0 : behind;
    return {
      id: id(loop * 100 + index),
      module: `m${index}`,
      ...part,
      kind,
      evaluated: kind !== 'meal' && index !== 0,
      start: at(from),
      end: at(to),
      expected: { start: at(from, index === 1 ? 0 : late), end: at(to, late) },
      state: 'to-come',
      people,
      hosts: people.filter(({ role }) => role === 'host').map(({ name }) => name),
      markable: true,
      wayThere: part.place.startsWith('Curie')
        ? 'Lift B to the second floor, then left past the clocks.'
        : 'Ground floor.',
    };
  });
}

export function loopOf(number: number, name: string, change: Partial<DayLoop> = {}): DayLoop {
  return {
    id: id(7000 + number),
    status: 'confirmed',
    date: '2026-12-07',
    opening: OPENING,
    candidate: { id: id(8000 + number), name },
    behind: 0,
    now: { is: 'before', next: id(number * 100) },
    sessions: sessionsOf(number),
    notes: [],
    hands: [],
    can: ['mark', 'run'],
    ...change,
  };
}

type Marks = Pick<DaySession, 'state'> & Partial<DaySession>;

export function changed(
  sessions: readonly DaySession[],
  changes: Readonly<Record<number, Marks>>,
): readonly DaySession[] {
  return sessions.map((session, index) => ({ ...session, ...changes[index] }));
}

export const OVER: Marks = { state: 'over', started: mark(1, '09:01'), ended: mark(2, '09:19') };

export function moved(sessions: readonly DaySession[], minutes: number): readonly DaySession[] {
  return sessions.map((session) => ({
    ...session,
    start: plus(session.start, minutes),
    end: plus(session.end, minutes),
    expected: { start: plus(session.expected.start, minutes), end: plus(session.expected.end, minutes) },
  }));
}

export function plus(instant: string, minutes: number): string {
  return new Date(Date.parse(instant) + minutes * 60_000).toISOString().replace('.000Z', 'Z');
}
