/**
 * Single changes to the problem that might make a loop fit, by what kind of change each is. Nothing here says that
 * one of them helps: `relaxations.ts` tries them.
 */
import type { ProblemSession } from '#domain/planning/loop-problem.ts';
import type { Alone } from './alone.ts';
import type { Fact } from './facts.ts';
import { changed } from './change.ts';
import type { Change } from './change.ts';
import {
  moreDays,
  movedMeetings,
  oneMore,
  otherPeople,
  otherRooms,
  outsideWork,
} from './changes-of-people.ts';
import { sessionName, sessionOf } from './words.ts';

/**
 * Changes of one kind: the first step that helps is the one to tell. Where the ladder grows, each step allows all
 * that the one before does, and more.
 */
export type Ladder = {
  readonly kind: ChangeKind;
  readonly grows?: true;
  readonly steps: Iterable<Change>;
};

/** In the order of what they ask of people: a rule of ours first, other people's time last. */
export const CHANGE_KINDS = [
  'window',
  'order',
  'pace',
  'shorter',
  'again',
  'person',
  'load',
  'dates',
  'candidate',
  'hours',
  'room',
  'busy',
  'works',
] as const;
type ChangeKind = (typeof CHANGE_KINDS)[number];

export function laddersOf(alone: Alone, because: readonly Fact[]): Ladder[] {
  const all = because.flatMap((fact): Ladder[] => {
    const session = sessionOf(alone, fact.session);
    if (session !== undefined) return sessionLadders(alone, fact, session);
    if (fact.person !== undefined) return personLadders(alone, fact, fact.person);
    return loopLadders(alone, fact);
  });
  return all.toSorted((a, b) => CHANGE_KINDS.indexOf(a.kind) - CHANGE_KINDS.indexOf(b.kind));
}

function loopLadders(alone: Alone, { rule }: Fact): Ladder[] {
  const ladders: Partial<Record<Fact['rule'], () => Ladder[]>> = {
    hours: () => hoursSteps(alone).map((steps) => ({ kind: 'hours', grows: true, steps })),
    days: () => [
      { kind: 'dates', steps: moreDates(alone) },
      { kind: 'candidate', steps: moreDays(alone) },
    ],
    candidate: () => [{ kind: 'candidate', steps: moreDays(alone) }],
    pace: () => paceSteps(alone).map((steps) => ({ kind: 'pace', grows: true, steps })),
    again: () => [
      { kind: 'again', steps: [changed(alone, 'somebody may be met twice', { loop: { meetAgain: true } })] },
    ],
  };
  return ladders[rule]?.() ?? [];
}

function sessionLadders(alone: Alone, { rule }: Fact, session: ProblemSession): Ladder[] {
  if (rule === 'window')
    return windowSteps(alone, session).map((steps) => ({ kind: 'window', grows: true, steps }));
  if (rule === 'order') return [{ kind: 'order', steps: [anyOrder(alone, session)] }];
  if (rule === 'room') return [{ kind: 'room', steps: otherRooms(alone, session) }];
  if (rule !== 'seat') return [];
  return [
    { kind: 'person', steps: otherPeople(alone, session) },
    { kind: 'shorter', steps: shorter(alone, session) },
  ];
}

function personLadders(alone: Alone, { rule }: Fact, person: string): Ladder[] {
  if (rule === 'busy') return [{ kind: 'busy', steps: movedMeetings(alone, person) }];
  if (rule === 'load') return [{ kind: 'load', steps: oneMore(alone, person) }];
  return rule === 'works' ? [{ kind: 'works', steps: outsideWork(alone, person) }] : [];
}

function* steps(from: number, by: number, count: number): Iterable<number> {
  for (let step = 1; step <= count; step += 1) yield from + by * step;
}

function windowSteps(alone: Alone, session: ProblemSession): Iterable<Change>[] {
  const window = session.window ?? alone.problem.hours;
  const grid = alone.problem.grid ?? 15;
  const count = Math.ceil(60 / grid);
  return [
    mapped(steps(minutesOf(window.from), -grid, count), (minute) =>
      changed(alone, `${sessionName(alone, session.id)} may start at ${clockText(minute)}`, {
        session: { ...session, window: { ...window, from: clockText(minute) } },
      }),
    ),
    mapped(steps(minutesOf(window.to), grid, count), (minute) =>
      changed(alone, `${sessionName(alone, session.id)} may end at ${clockText(minute)}`, {
        session: { ...session, window: { ...window, to: clockText(minute) } },
      }),
    ),
  ];
}

function hoursSteps(alone: Alone): Iterable<Change>[] {
  const { hours, grid = 15 } = alone.problem;
  const count = Math.ceil(120 / grid);
  return [
    mapped(steps(minutesOf(hours.to), grid, count), (minute) =>
      changed(alone, `the day may end at ${clockText(minute)}`, {
        problem: { hours: { ...hours, to: clockText(minute) } },
      }),
    ),
    mapped(steps(minutesOf(hours.from), -grid, count), (minute) =>
      changed(alone, `the day may start at ${clockText(minute)}`, {
        problem: { hours: { ...hours, from: clockText(minute) } },
      }),
    ),
  ];
}

function shorter(alone: Alone, session: ProblemSession): Iterable<Change> {
  const steps = [5, 10, 15, 30].filter((less) => session.minutes - less >= 15);
  return steps.map((less) =>
    changed(alone, `${sessionName(alone, session.id)} is ${less} minutes shorter`, {
      session: { ...session, minutes: session.minutes - less },
    }),
  );
}

function* moreDates(alone: Alone): Iterable<Change> {
  const most = alone.loop.maxDays ?? 1;
  if (alone.problem.days.length > most && alone.loop.sessions.length > 1) {
    yield changed(alone, `the loop may take ${most + 1} days`, { loop: { maxDays: most + 1 } });
  }
  const { earliest: _earliest, latest: _latest, ...rest } = alone.loop;
  if (_earliest !== undefined || _latest !== undefined) {
    const loop = rest;
    yield {
      say: 'any of the days may be used',
      alone: { ...alone, loop, problem: { ...alone.problem, loops: [loop] } },
    };
  }
}

const MORE = [15, 30, 60, 90, 120];

function paceSteps(alone: Alone): Change[][] {
  const { stretch, gap } = alone.loop;
  const longer =
    stretch === undefined
      ? []
      : MORE.map((more) =>
          changed(alone, `up to ${stretch + more} minutes without a meal or break are allowed`, {
            loop: { stretch: stretch + more },
          }),
        );
  const { min = 0, max } = gap ?? {};
  const wider =
    max === undefined
      ? []
      : MORE.map((more) =>
          changed(alone, `gaps of up to ${max + more} minutes are allowed`, {
            loop: { gap: { ...gap, max: max + more } },
          }),
        );
  const none = changed(alone, 'no gaps between sessions', { loop: { gap: { ...gap, min: 0 } } });
  return [longer, wider, min > 0 ? [none] : []].filter((steps) => steps.length > 0);
}

function anyOrder(alone: Alone, session: ProblemSession): Change {
  const { after: _after, first: _first, last: _last, ...free } = session;
  return changed(alone, `${sessionName(alone, session.id)} stands at any place in the order`, {
    session: free,
  });
}

function* mapped<A, B>(items: Iterable<A>, make: (item: A) => B): Iterable<B> {
  for (const item of items) {
    if (typeof item === 'number' && (item < 0 || item > 1440)) continue;
    yield make(item);
  }
}

function minutesOf(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3));
}

function clockText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
