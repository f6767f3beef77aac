/** Changes of a plan by hand: a session at another time, with somebody else, in another room. */
import type { CostWords } from './plan-words.ts';
import type { TimelineRow } from './day-search.ts';
import type { Instant, PlanCost, Role, Rule } from './loop-problem.ts';
import type { InterviewModule } from '#domain/template/loop-template.ts';
import { instantText, minuteOf } from '#domain/time/zoned.ts';

type Seated = { readonly id: string; readonly seat: number; readonly role: Role };

/** A session as it can be changed; people and room may carry more, such as names. */
export type Changeable<P extends Seated, R> = {
  readonly module: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly people: readonly P[];
  readonly room?: R;
};

/** Whoever leaves a seat, whoever takes one; both for a replacement. */
export type Reseating<P> = { readonly seat: number; readonly leaves?: string; readonly joins?: P };

/** One breach of a rule: where, and the rule's own sentence. */
export type BrokenRule = { readonly rule: Rule; readonly place: string; readonly text: string };

/** What a changed plan breaks and costs; `worse` and `better` compare it with the plan before the change. */
export type Verdict = {
  readonly broken: readonly BrokenRule[];
  readonly cost: PlanCost;
  readonly parts: readonly CostWords[];
  readonly worse: readonly string[];
  readonly better: readonly string[];
};

/** What each single change of one session would mean. `now` is the plan as it stands. */
export type SessionChanges = {
  readonly now: Verdict;
  readonly starts: readonly { readonly start: Instant; readonly verdict: Verdict }[];
  readonly people: readonly {
    readonly seat: number;
    readonly leaves?: string;
    readonly joins?: { readonly id: string; readonly name: string };
    readonly verdict: Verdict;
  }[];
  readonly rooms: readonly {
    readonly room: { readonly id: string; readonly name: string; readonly site?: string };
    readonly verdict: Verdict;
  }[];
  /** The day of those who can be chosen. */
  readonly rows: readonly TimelineRow[];
};

export function movedTo<S extends Changeable<Seated, unknown>>(
  sessions: readonly S[],
  module: string,
  { start, zone }: { readonly start: Instant; readonly zone: string },
): S[] {
  return withSession(sessions, module, (session) => {
    const [from, minutes] = [minuteOf(start), minuteOf(session.end) - minuteOf(session.start)];
    return { ...session, start: instantText(from, zone), end: instantText(from + minutes, zone) };
  });
}

export function inRoom<R, S extends Changeable<Seated, R>>(
  sessions: readonly S[],
  module: string,
  room: R,
): S[] {
  return withSession(sessions, module, (session) => ({ ...session, room }));
}

/** Seats for everyone follow: who now meets the candidate comes to the debrief, who no longer does stays away. */
export function reseated<P extends Seated, S extends Changeable<P, unknown>>(
  sessions: readonly S[],
  module: string,
  { reseating, modules }: { readonly reseating: Reseating<P>; readonly modules: readonly InterviewModule[] },
): S[] {
  const { seat, leaves, joins } = reseating;
  const role = modules.find(({ id }) => id === module)?.seats[seat]?.role ?? 'panelist';
  const changed = withSession(sessions, module, (session) => {
    const taken = joins === undefined ? [] : [{ ...joins, seat, role }];
    const place = session.people.findIndex((person) => person.seat === seat && person.id === leaves);
    const people =
      place < 0
        ? [...session.people, ...taken]
        : session.people.flatMap((person, index) => (index === place ? taken : [person]));
    return { ...session, people };
  });
  return changed.map((session) => withEveryone(session, changed, modules));
}

function withEveryone<P extends Seated, S extends Changeable<P, unknown>>(
  session: S,
  sessions: readonly S[],
  modules: readonly InterviewModule[],
): S {
  const kindOf = (id: string): string | undefined => modules.find((module) => module.id === id)?.kind;
  const seats = modules.find(({ id }) => id === session.module)?.seats ?? [];
  const seat = seats.findIndex(({ everyone }) => everyone === true);
  const role = seats[seat]?.role ?? 'panelist';
  if (seat < 0) return session;
  const meeting = new Map<string, P>();
  for (const other of sessions) {
    if (other.module === session.module || kindOf(other.module) === 'debrief') continue;
    for (const person of other.people) {
      if (person.role !== 'shadow' && !meeting.has(person.id)) meeting.set(person.id, person);
    }
  }
  const others = session.people.filter((person) => person.seat !== seat);
  return {
    ...session,
    people: [...others, ...[...meeting.values()].map((person) => ({ ...person, seat, role }))],
  };
}

function withSession<S extends { readonly module: string }>(
  sessions: readonly S[],
  module: string,
  change: (session: S) => S,
): S[] {
  return sessions.map((session) => (session.module === module ? change(session) : session));
}
