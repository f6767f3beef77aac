/** Where a candidate's day stands, and what of it needs a hand. */
import { HANDS, type DayNote, type DayLoop, type Hand } from './day.ts';
import {
  beginsLate,
  nextSession,
  ofCandidate,
  runningSession,
  timeOf,
  type DayFacts,
  type DaySessionFacts,
} from './day-facts.ts';
import { IN_TIME } from './expected-times.ts';
import { minuteOf } from '#domain/time/zoned.ts';

/** Where the candidate is now. */
export function standingNow(facts: DayFacts): DayLoop['now'] {
  if (facts.noShow !== undefined) return { is: 'no-show' };
  const running = runningSession(facts);
  const next = nextSession(facts);
  const onwards = next === undefined ? {} : { next: next.id };
  if (running !== undefined) return { is: 'with', session: running.id, ...onwards };
  if (next === undefined) return { is: 'over' };
  const begun = ofCandidate(facts).some((session) =>
    ['over', 'unmarked'].includes(timeOf(facts, session).state),
  );
  return { is: begun ? 'between' : 'before', ...onwards };
}

/** The gravest first. */
export function handsOf(facts: DayFacts, notes: readonly DayNote[]): Hand[] {
  if (facts.noShow !== undefined) return facts.status === 'confirmed' ? [{ what: 'no-show' }] : [];
  const hands = [
    ...missing(facts),
    ...pushed(facts),
    ...ofCandidate(facts).flatMap((session) => handsOfSession(facts, session)),
    ...(notes.some(({ nobody }) => nobody === true) ? [{ what: 'nobody-told' } as const] : []),
  ];
  return hands.toSorted((a, b) => HANDS.indexOf(a.what) - HANDS.indexOf(b.what));
}

function seen(facts: DayFacts): boolean {
  return (
    facts.arrived !== undefined ||
    ofCandidate(facts).some(
      ({ together, marks: { started, ended, more } }) =>
        together === 1 && (started ?? ended ?? more) !== undefined,
    )
  );
}

/** The time of the first session has come, and nobody has said that the candidate is here. */
function missing(facts: DayFacts): Hand[] {
  const [first] = ofCandidate(facts);
  if (first === undefined || seen(facts) || nextSession(facts) === undefined) return [];
  const minutes = minuteOf(facts.now) - minuteOf(first.start);
  return minutes < IN_TIME ? [] : [{ what: 'missing', session: first.id, minutes }];
}

/** The first session to come that cannot begin in time. */
function pushed(facts: DayFacts): Hand[] {
  const late = facts.sessions.find(
    (session) => ['to-come', 'due'].includes(timeOf(facts, session).state) && beginsLate(facts, session) > 0,
  );
  return late === undefined ? [] : [{ what: 'late', session: late.id, minutes: beginsLate(facts, late) }];
}

function handsOfSession(facts: DayFacts, session: DaySessionFacts): Hand[] {
  const { state, start, overdue } = timeOf(facts, session);
  const waited = minuteOf(facts.now) - start;
  switch (state) {
    case 'due':
      return waited >= IN_TIME && seen(facts)
        ? [{ what: 'not-begun', session: session.id, minutes: waited }]
        : [];
    case 'running':
      return overdue >= IN_TIME ? [{ what: 'runs-over', session: session.id, minutes: overdue }] : [];
    case 'unmarked':
      return [{ what: 'unmarked', session: session.id }];
    case 'over':
    case 'to-come':
      return [];
  }
}
