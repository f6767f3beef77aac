import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { minuteOf, timeAt } from '#domain/time/zoned.ts';
import { expectedTimes, type SessionMarks, type TimedSession } from './expected-times.ts';

const at = (time: string): string => `2030-01-07T${time}:00Z`;
const mark = (time: string): { id: string; at: string } => ({ id: 'm', at: at(time) });
const more = (time: string, minutes: number, until: string): NonNullable<SessionMarks['more']> => ({
  ...mark(time),
  minutes,
  until: at(until),
});

/** `who`: people, in capitals rooms, in small letters with a dash candidates. */
function session(
  id: string,
  [start, end]: readonly [string, string],
  more: Partial<TimedSession> = {},
): TimedSession {
  return {
    id,
    kind: 'individual',
    start: at(start),
    end: at(end),
    people: [],
    candidates: ['kim'],
    marks: {},
    ...more,
  };
}

function told(sessions: readonly TimedSession[], now: string): Record<string, string> {
  const times = expectedTimes(sessions, at(now));
  return Object.fromEntries(
    [...times].map(([id, { start, end, state }]) => [
      id,
      `${timeAt(start, 'UTC')}-${timeAt(end, 'UTC')} ${state}`,
    ]),
  );
}

const lead = (id: string): Pick<TimedSession, 'people'> => ({ people: [{ id, role: 'lead' }] });

test('without marks all is as planned, and what is past is of nobody’s word', () => {
  const day = [
    session('a', ['09:00', '10:00']),
    session('b', ['10:00', '11:00']),
    session('c', ['11:00', '12:00']),
  ];
  assert.deepEqual(told(day, '10:30'), {
    a: '09:00-10:00 unmarked',
    b: '10:00-11:00 due',
    c: '11:00-12:00 to-come',
  });
});

test('what started late ends so much later, and pushes the candidate’s next; a gap takes it up', () => {
  const day = [
    session('a', ['09:00', '10:00'], { marks: { started: mark('09:20') } }),
    session('b', ['10:00', '11:00']),
    session('c', ['11:30', '12:00']),
  ];
  assert.deepEqual(told(day, '09:30'), {
    a: '09:20-10:20 running',
    b: '10:20-11:20 to-come',
    c: '11:30-12:00 to-come',
  });
});

test('what is pushed are sessions that need the same person or room, whoever’s they are, and no others', () => {
  const late = session('a', ['09:00', '10:00'], {
    ...lead('ada'),
    room: 'r',
    marks: { started: mark('09:00'), more: more('09:50', 20, '10:20') },
  });
  const of = (id: string, more: Partial<TimedSession>): TimedSession =>
    session(id, ['10:00', '11:00'], { candidates: [id], ...more });
  const day = [
    late,
    of('person', lead('ada')),
    of('room', { room: 'r' }),
    of('shadow', { people: [{ id: 'ada', role: 'shadow' }] }),
    of('apart', lead('bob')),
  ];
  const { a: _a, ...others } = told(day, '09:55');
  assert.deepEqual(others, {
    person: '10:20-11:20 to-come',
    room: '10:20-11:20 to-come',
    shadow: '10:00-11:00 to-come',
    apart: '10:00-11:00 to-come',
  });
});

test('a break is what is left of it', () => {
  const day = [
    session('a', ['09:00', '10:00'], { marks: { started: mark('09:10') } }),
    session('pause', ['10:00', '10:15'], { kind: 'break' }),
    session('b', ['10:15', '11:00']),
  ];
  assert.deepEqual(told(day, '09:30'), {
    a: '09:10-10:10 running',
    pause: '10:10-10:15 to-come',
    b: '10:15-11:00 to-come',
  });
});

test('a minute or four are nothing to speak of', () => {
  const day = [
    session('a', ['09:00', '10:00'], { marks: { started: mark('09:04') } }),
    session('b', ['10:00', '11:00']),
  ];
  assert.deepEqual(told(day, '10:03'), { a: '09:00-10:03 running', b: '10:00-11:00 due' });
});

test('what runs past its end goes on until somebody says otherwise, for half an hour', () => {
  const day = [
    session('a', ['09:00', '10:00'], { marks: { started: mark('09:00') } }),
    session('b', ['10:00', '11:00']),
  ];
  assert.deepEqual(told(day, '10:12'), { a: '09:00-10:12 running', b: '10:12-11:12 due' });
  assert.deepEqual(told(day, '10:31'), { a: '09:00-10:00 unmarked', b: '10:00-11:00 due' });
});

test('whoever is in a later session has left the one before, whether or not somebody said so', () => {
  const day = [
    session('a', ['09:00', '10:00'], { marks: { started: mark('09:00') } }),
    session('b', ['10:00', '11:00']),
    session('c', ['11:00', '12:00'], { marks: { started: mark('10:40') } }),
  ];
  assert.deepEqual(told(day, '10:50'), {
    a: '09:00-10:00 over',
    c: '10:40-11:40 running',
    b: '10:00-11:00 unmarked',
  });
});

test('of several candidates together one who is elsewhere says nothing of the others', () => {
  const together = session('a', ['09:00', '10:00'], {
    candidates: ['kim', 'lee'],
    marks: { started: mark('09:00') },
  });
  const day = [together, session('b', ['10:00', '11:00'], { marks: { started: mark('09:50') } })];
  assert.equal(told(day, '09:55')['a'], '09:00-10:00 running');
});

test('a debrief does not keep the candidate', () => {
  const day = [
    session('debrief', ['09:00', '10:00'], {
      kind: 'debrief',
      ...lead('ada'),
      marks: { started: mark('09:30') },
    }),
    session('a', ['10:00', '11:00']),
    session('b', ['10:00', '11:00'], { candidates: ['lee'], ...lead('ada') }),
  ];
  const { a, b } = told(day, '09:40');
  assert.deepEqual([a, b], ['10:00-11:00 to-come', '10:30-11:30 to-come']);
});

test('what ended is over, and what asks for more minutes has begun', () => {
  const day = [
    session('a', ['09:00', '10:00'], { marks: { started: mark('09:00'), ended: mark('09:40') } }),
    session('b', ['10:00', '11:00'], { marks: { more: more('10:50', 15, '11:15') } }),
  ];
  assert.deepEqual(told(day, '10:55'), { a: '09:00-09:40 over', b: '10:00-11:15 running' });
});

const TIME = fc.integer({ min: 0, max: 96 }).map((quarter) => minuteText(480 + quarter * 5));
function minuteText(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}
const ANY_DAY = fc.array(
  fc.record({
    start: fc.integer({ min: 0, max: 40 }),
    length: fc.integer({ min: 1, max: 6 }),
    kind: fc.constantFrom('individual' as const, 'meal' as const, 'break' as const, 'debrief' as const),
    person: fc.constantFrom('ada', 'bob', 'cleo'),
    candidate: fc.constantFrom('kim', 'lee'),
    started: fc.option(TIME, { nil: undefined }),
    ended: fc.option(TIME, { nil: undefined }),
  }),
  { maxLength: 9 },
);

type Drawn = {
  readonly start: number;
  readonly length: number;
  readonly person: string;
  readonly candidate: string;
};

/** Nobody is in two places by plan: the database refuses that. */
function planned<T extends Drawn>(drawn: readonly T[]): T[] {
  const kept: T[] = [];
  for (const one of drawn) {
    const meets = (other: T): boolean =>
      one.start < other.start + other.length && other.start < one.start + one.length;
    const clash = kept.some(
      (other) => meets(other) && (one.person === other.person || one.candidate === other.candidate),
    );
    if (!clash) kept.push(one);
  }
  return kept;
}

test('nothing ends before it begins, nothing to come begins early or in the past of what it waits for, and silence pushes nobody', () => {
  fc.assert(
    fc.property(ANY_DAY, TIME, (drawn, now) => {
      const sessions = planned(drawn).map(
        ({ start, length, kind, person, candidate, started, ended }, index) =>
          session(`s${index}`, [minuteText(480 + start * 10), minuteText(480 + (start + length) * 10)], {
            kind,
            ...lead(person),
            candidates: [candidate],
            marks: {
              ...(started !== undefined && started <= now ? { started: mark(started) } : {}),
              ...(ended !== undefined && ended <= now ? { ended: mark(ended) } : {}),
            },
          }),
      );
      const times = expectedTimes(sessions, at(now));
      assert.equal(times.size, sessions.length);
      for (const one of sessions) {
        const time = times.get(one.id) ?? assert.fail(one.id);
        assert.ok(time.start <= time.end, one.id);
        const waiting = ['to-come', 'due'].includes(time.state);
        if (waiting) assert.ok(time.start >= minuteOf(one.start), one.id);
        const blocks = sessions.filter(
          (other) =>
            other.id !== one.id &&
            times.get(other.id)?.state === 'running' &&
            (other.people[0]?.id === one.people[0]?.id ||
              (one.kind !== 'debrief' &&
                other.kind !== 'debrief' &&
                other.candidates[0] === one.candidates[0])),
        );
        for (const other of blocks) {
          const end = times.get(other.id)?.end ?? 0;
          if (waiting) assert.ok(time.start > end - 5, `${one.id} waits for ${other.id}`);
        }
      }
      if (sessions.every(({ marks }) => Object.keys(marks).length === 0)) {
        for (const one of sessions) assert.equal(times.get(one.id)?.start, minuteOf(one.start));
      }
    }),
    { numRuns: 500 },
  );
});
