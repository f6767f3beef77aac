/** Sheets of a day as the server answers them, for the scenes of the day: what a clock shows must not matter to a picture. */
import type { DayLoop, DaySheet, PanelDay } from '#contract/day.ts';
import type { Role } from '#domain/planning/loop-problem.ts';
import {
  NOW,
  MARA,
  BEA,
  CEM,
  DANA,
  id,
  at,
  mark,
  sessionsOf,
  loopOf,
  changed,
  OVER,
  moved,
  plus,
} from './day-parts.ts';

/** In the second session; on time. */
function inSession(number: number, name: string): DayLoop {
  const sessions = changed(sessionsOf(number), {
    0: OVER,
    1: { state: 'running', started: mark(3, '09:31', 'Bea Lang') },
  });
  return loopOf(number, name, {
    arrived: mark(4, '08:52'),
    now: { is: 'with', session: id(number * 100 + 1), next: id(number * 100 + 2) },
    where: {
      people: ['Bea Lang', 'Cem Arslan'],
      place: 'Kelvin, Mill building',
      until: at('10:30'),
      behind: 0,
    },
    sessions,
  });
}

/** The panel asked for 20 minutes more, so what follows is late. */
function runningLate(): DayLoop {
  const number = 2;
  const sessions = changed(sessionsOf(number, 20), {
    0: OVER,
    1: {
      state: 'running',
      started: mark(3, '09:44', 'Bea Lang'),
      more: { ...mark(5, '10:18', 'Bea Lang'), minutes: 10, until: at('10:50') },
    },
  });
  return loopOf(number, 'Noor Haddad', {
    candidate: {
      id: id(8002),
      name: 'Noor Haddad',
      said: 'Noor, like poor',
      needs: { access: 'Lift, no steps', diet: 'Vegetarian, no nuts' },
    },
    arrived: mark(4, '08:55'),
    behind: 20,
    now: { is: 'with', session: id(201), next: id(202) },
    where: {
      people: ['Bea Lang', 'Cem Arslan'],
      place: 'Kelvin, Mill building',
      until: at('10:50'),
      behind: 20,
    },
    sessions,
    hands: [
      { what: 'late', session: id(202), minutes: 20 },
      { what: 'nobody-told', session: id(203) },
    ],
    notes: [
      {
        about: 'arrival',
        text: 'Main gate, Mill Lane 4. Ask for Mara Lind at the reception.',
        to: ['Noor Haddad', 'Mara Lind'],
      },
      { about: 'badge', text: 'A visitor’s badge lies ready at the reception.', to: ['Mara Lind'] },
      {
        about: 'access',
        text: 'I use a wheelchair: a lift, please, and no steps at the door.',
        to: ['Mara Lind'],
      },
      { about: 'diet', text: 'Vegetarian, no nuts', nobody: true },
    ],
  });
}

function missing(): DayLoop {
  const [first, ...rest] = moved(sessionsOf(3), 60);
  const due = first && { ...first, state: 'due' as const, expected: { ...first.expected, end: at('10:42') } };
  return loopOf(3, 'Theo Brandt', {
    sessions: due === undefined ? [] : [due, ...rest],
    hands: [{ what: 'missing', session: id(300), minutes: 22 }],
  });
}

function noShow(): DayLoop {
  return loopOf(4, 'Ines Caro', {
    now: { is: 'no-show' },
    noShow: mark(6, '09:35'),
    sessions: changed(sessionsOf(4), { 0: { state: 'unmarked' } }),
    hands: [{ what: 'no-show' }],
  });
}

function over(): DayLoop {
  const sessions = sessionsOf(5).map((session, index) => ({
    ...session,
    state: index === 3 ? ('unmarked' as const) : ('over' as const),
    start: at('08:00', index * 20),
    end: at('08:20', index * 20),
    expected: { start: at('08:00', index * 20), end: at('08:20', index * 20) },
    markable: true,
    ...(index !== 3 && { started: mark(10 + index, '08:01'), ended: mark(20 + index, '08:19') }),
  }));
  return loopOf(5, 'Amara Diallo', { now: { is: 'over' }, arrived: mark(7, '07:50'), sessions });
}

const later = (number: number, name: string): DayLoop =>
  loopOf(number, name, {
    sessions: moved(sessionsOf(number), 150).map((session) => ({ ...session, markable: false })),
  });

function sheet(loops: readonly DayLoop[]): DaySheet {
  return { date: '2026-12-07', at: NOW, loops };
}

export const NOTHING: DaySheet = { ...sheet([]), next: '2026-12-09' };
export const BUSY: DaySheet = sheet([
  runningLate(),
  missing(),
  noShow(),
  inSession(1, 'Kim Lindqvist'),
  later(6, 'Robin Lee'),
  over(),
]);
export const QUIET: DaySheet = sheet([later(6, 'Robin Lee'), later(7, 'Kim Lindqvist')]);

const NAMES = ['Ada', 'Ben', 'Cleo', 'Dario', 'Esra', 'Finn', 'Gita', 'Hugo'];
const FAMILIES = ['Alvarez', 'Brandt', 'Costa', 'Dubois', 'Eriksen'];

/** Forty, of whom some are late. */
export const FORTY: DaySheet = sheet(
  Array.from({ length: 40 }, (_, index) => {
    const name = `${NAMES[index % 8] ?? ''} ${FAMILIES[Math.floor(index / 8)] ?? ''}`;
    const loop = index < 24 ? inSession(10 + index, name) : later(10 + index, name);
    return index % 9 === 4 ? { ...loop, behind: 15, hands: [{ what: 'late' as const, minutes: 15 }] } : loop;
  }).toSorted((a, b) => b.hands.length - a.hands.length),
);

/** The same day for somebody who sits in some of the sessions. */
function mineOf(loop: DayLoop, person: string, own: readonly number[]): DayLoop {
  const sessions = loop.sessions
    .filter((_, index) => own.includes(index))
    .map((session) => ({
      ...session,
      you: session.people.find(({ id: one }) => one === person)?.role ?? ('panelist' as Role),
    }));
  return {
    ...loop,
    sessions,
    you: person,
    can: ['mark'],
    hands: [],
    notes: loop.notes.filter(({ about }) => about === 'arrival'),
  };
}

/** Dana's next candidate is still with others, who run late. */
export const MINE_LATE: DaySheet = sheet([
  { ...mineOf(runningLate(), DANA.id, [2]), notes: [] },
  { ...mineOf(later(6, 'Robin Lee'), DANA.id, [2]), notes: [] },
]);
/** Bea's session runs. */
export const MINE_RUNNING: DaySheet = sheet([{ ...mineOf(runningLate(), BEA.id, [1]), notes: [] }]);
/** Mara welcomes, hosts, and is done with one. */
export const MINE_HOST: DaySheet = sheet([mineOf(missing(), MARA.id, [0, 3]), mineOf(over(), MARA.id, [0])]);
export const MINE_OVER: DaySheet = sheet([{ ...mineOf(over(), CEM.id, [1, 4]), notes: [] }]);

/** For somebody from outside: their session is to come, and the candidate's present one runs late. */
export function panelDayOf({ start, end }: { readonly start: string; readonly end: string }): PanelDay {
  return {
    expected: { start: plus(start, 10), end: plus(end, 10) },
    state: 'to-come',
    markable: true,
    where: { people: ['Bea Lang'], place: 'Kelvin', until: plus(start, 10), behind: 10 },
    behind: 10,
  };
}
