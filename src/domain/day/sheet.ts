/** What of a candidate's day somebody is shown. */
import { HANDS, type DayLoop, type DayNote, type DaySession, type PanelDay } from './day.ts';
import {
  behindNow,
  ofCandidate,
  timeOf,
  whereabouts,
  type DayFacts,
  type DaySessionFacts,
} from './day-facts.ts';
import { handsOf, standingNow } from './hands.ts';
import { notesFor, notesForPlanners, notesOfPlace } from './notes.ts';
import { placeText } from '#domain/loop/held-session.ts';
import { dayRefusal, sessionMarkRefusal, type MarkScene } from './mark-rules.ts';
import { may, type Asker, type Known } from '#domain/policy/policy.ts';
import { needsFor, sitsAmong } from '#domain/policy/sight.ts';
import { instantText, minuteOf } from '#domain/time/zoned.ts';

/** Who may see the loop is decided before; parts of it are for some alone. */
export function dayLoopFor(asker: Asker, facts: DayFacts): DayLoop {
  const { id, date, status, opening, application, candidate, arrived, noShow, needs } = facts;
  const known = { kind: 'loop', id, opening: opening.id } as const;
  const about = { kind: 'application', id: application, opening: opening.id } as const;
  const runs = may(asker, 'plan', known);
  const whole = may(asker, 'see-whole-loop', known);
  const seen = facts.sessions.filter(({ people }) => whole || sitsAmong(asker, people));
  const notes = notesShown(asker, about, facts);
  const where = whole || sitsLater(asker, facts) ? whereabouts(facts) : undefined;
  return {
    id,
    status,
    date,
    opening,
    candidate: { id: application, name: candidate.name, ...needsFor(asker, about, needs) },
    ...(arrived === undefined ? {} : { arrived }),
    ...(noShow === undefined ? {} : { noShow }),
    behind: behindNow(facts),
    now: withIdsOf(seen, standingNow(facts)),
    ...(where === undefined ? {} : { where }),
    sessions: seen.map((session) => sessionShown(asker, facts, session)),
    notes,
    hands: runs ? handsOf(facts, notes) : [],
    ...youIn(asker, seen),
    can: [...(marksDay(asker, facts) ? (['mark'] as const) : []), ...(runs ? (['run'] as const) : [])],
  };
}

/** On the day itself, for somebody from outside who sits in that session. */
export function panelDayFor(asker: Asker, facts: DayFacts, session: string): PanelDay | undefined {
  const own = facts.sessions.find(({ id }) => id === session);
  if (own === undefined || dayRefusal(own, sceneOf(facts)) !== undefined) return undefined;
  const { expected, state, started, ended, more, markable } = sessionShown(asker, facts, own);
  const where = sitsLater(asker, facts) ? whereabouts(facts) : undefined;
  return {
    expected,
    state,
    markable,
    ...(started === undefined ? {} : { started }),
    ...(ended === undefined ? {} : { ended }),
    ...(more === undefined ? {} : { more }),
    ...(where === undefined ? {} : { where }),
    behind: behindNow(facts),
  };
}

/** What needs a hand stands first, then whose turn it is next; who is through stands last. */
export function inOrder(loops: readonly DayLoop[]): DayLoop[] {
  const rank = ({ hands: [first], now }: DayLoop): number => {
    if (first !== undefined) return HANDS.indexOf(first.what);
    return HANDS.length + (now.is === 'over' || now.is === 'no-show' ? 1 : 0);
  };
  const next = ({ sessions, now }: DayLoop): number => {
    const one = sessions.find(({ id }) => id === (now.session ?? now.next)) ?? sessions[0];
    return one === undefined ? 0 : minuteOf(one.expected.start);
  };
  return loops.toSorted(
    (a, b) =>
      rank(a) - rank(b) || next(a) - next(b) || a.candidate.name.localeCompare(b.candidate.name, 'en'),
  );
}

/** Notes about what the candidate needs are for those who plan and do not score, and for who does something about it. */
function notesShown(asker: Asker, about: Known, facts: DayFacts): DayNote[] {
  const { noted: sessions, notes, needs } = facts;
  if (may(asker, 'see-needs', about)) {
    const hidden = needsFor(asker, about, needs).hidden === true;
    return hidden ? notesOfPlace({ notes }) : notesForPlanners({ sessions, notes, needs });
  }
  return typeof asker === 'string' ? [] : notesFor(asker.person, { sessions, notes, needs });
}

/** Whether somebody still has the candidate before them. */
function sitsLater(asker: Asker, facts: DayFacts): boolean {
  return facts.sessions.some(
    (session) =>
      sitsAmong(asker, session.people) &&
      ['to-come', 'due', 'running'].includes(timeOf(facts, session).state),
  );
}

function withIdsOf(seen: readonly DaySessionFacts[], { is, session, next }: DayLoop['now']): DayLoop['now'] {
  const shows = (id: string | undefined): id is string => seen.some((one) => one.id === id);
  return { is, ...(shows(session) ? { session } : {}), ...(shows(next) ? { next } : {}) };
}

function youIn(asker: Asker, seen: readonly DaySessionFacts[]): Pick<DayLoop, 'you'> {
  const sits = seen.some(({ people }) => sitsAmong(asker, people));
  return typeof asker === 'string' || !sits ? {} : { you: asker.person };
}

/** Whether somebody may mark this session: who sits in it, and who plans. */
export function marksSession(asker: Asker, facts: DayFacts, session: DaySessionFacts): boolean {
  const known = { kind: 'loop', id: facts.id, opening: facts.opening.id } as const;
  return may(asker, 'plan', known) || sitsAmong(asker, session.people);
}

/** Whether somebody may mark that the candidate is here: who sits in any session of that day, and who plans. */
export function marksDay(asker: Asker, facts: DayFacts): boolean {
  const scene = sceneOf(facts);
  const today = ofCandidate(facts).filter((session) => dayRefusal(session, scene) === undefined);
  return today.length > 0 && facts.sessions.some((session) => marksSession(asker, facts, session));
}

export function sceneOf({ now, opening, status, noShow }: DayFacts): MarkScene {
  return { now, timeZone: opening.timeZone, status, noShow: noShow !== undefined };
}

function sessionShown(asker: Asker, facts: DayFacts, session: DaySessionFacts): DaySession {
  const { opening } = facts;
  const { room, together, marks, people, ...rest } = session;
  const time = timeOf(facts, session);
  const { started, ended, more } = marks;
  const you = typeof asker === 'string' ? undefined : people.find(({ id }) => id === asker.person)?.role;
  return {
    ...rest,
    expected: {
      start: instantText(time.start, opening.timeZone),
      end: instantText(time.end, opening.timeZone),
    },
    state: time.state,
    people,
    hosts: people.filter(({ role }) => role === 'host').map(({ name }) => name),
    ...(room === undefined ? {} : { place: placeText(room) }),
    ...(room?.wayThere === undefined ? {} : { wayThere: room.wayThere }),
    ...(together > 1 ? { together } : {}),
    ...(you === undefined ? {} : { you }),
    markable: marksSession(asker, facts, session) && isMarkable(facts, session),
    ...(started === undefined ? {} : { started }),
    ...(ended === undefined ? {} : { ended }),
    ...(more === undefined ? {} : { more }),
  };
}

/** Whether it is the time to mark that it started or ended. */
function isMarkable(facts: DayFacts, session: DaySessionFacts): boolean {
  const scene = sceneOf(facts);
  if (session.marks.ended !== undefined) return false;
  return (['started', 'ended'] as const).some(
    (what) => sessionMarkRefusal(what, session, scene) === undefined,
  );
}
