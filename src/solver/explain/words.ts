/** Reasons in the words of a coordinator: one sentence of what cannot hold together, with names instead of ids. */
import { timeAt } from '#domain/time/zoned.ts';
import type { ProblemSession, Rule, Seat } from '#domain/planning/loop-problem.ts';
import type { Alone } from './alone.ts';
import type { Fact } from './facts.ts';

export function wordsFor(alone: Alone, because: readonly Fact[]): string {
  const single =
    (because.length === 1 && because[0] !== undefined ? singleReason(alone, because[0]) : undefined) ??
    clashingGaps(alone, because);
  if (single !== undefined) return single;
  const few = tooFewPeople(alone, because);
  if (few !== undefined) return few;
  const clauses = RULE_ORDER.flatMap((rule) => {
    const facts = because.filter((fact) => fact.rule === rule);
    return facts.length === 0 ? [] : clausesFor(alone, rule, facts);
  });
  return `${candidateName(alone)} cannot be placed, because not all of this can hold: ${inOneSentence(clauses)}.`;
}

const RULE_ORDER: readonly Rule[] = [
  'frozen',
  'window',
  'hours',
  'days',
  'candidate',
  'order',
  'pace',
  'room',
  'walking',
  'seat',
  'again',
  'load',
  'works',
  'busy',
  'overlap',
  'grid',
];

/** Where different people are all that is missing: how many it takes, and who there is. */
function tooFewPeople(alone: Alone, because: readonly Fact[]): string | undefined {
  const ids = because.flatMap((fact) =>
    fact.rule === 'seat' && fact.session !== undefined ? [fact.session] : [],
  );
  if (ids.length + 1 !== because.length || !because.some(({ rule }) => rule === 'again')) return undefined;
  const seats = ids.flatMap((id) => requiredSeats(alone, id));
  const places = seats.reduce((sum, seat) => sum + (seat.count ?? 1), 0);
  const people = [...new Set(seats.flatMap((seat) => seatPeople(alone, seat)))];
  if (places <= people.length || people.length === 0 || seats.some((seat) => seat.everyone === true))
    return undefined;
  const sessions = listed(ids.map((id) => sessionName(alone, id)));
  const names = listed(people.map((id) => personName(alone, id)));
  return (
    `${candidateName(alone)} cannot be placed: ${sessions} take ${places} different people, ` +
    `because nobody is met twice, and only ${people.length} may sit there: ${names}.`
  );
}

function requiredSeats(alone: Alone, id: string): Seat[] {
  return (sessionOf(alone, id)?.seats ?? []).filter((seat) => seat.optional !== true);
}

function seatPeople(alone: Alone, seat: Seat): readonly string[] {
  return seat.pool === undefined ? (seat.people ?? []) : (alone.problem.pools?.[seat.pool] ?? []);
}

function clausesFor(alone: Alone, rule: Rule, facts: readonly Fact[]): string[] {
  if (rule === 'window') return facts.map((fact) => windowClause(alone, fact.session ?? ''));
  if (rule === 'seat') return facts.map((fact) => seatClause(alone, fact.session ?? ''));
  return [clauseFor(alone, rule, facts)];
}

function clauseFor(alone: Alone, rule: Exclude<Rule, 'window' | 'seat'>, facts: readonly Fact[]): string {
  const ids = facts.flatMap((fact) => fact.session ?? []);
  const sessions = ids.map((id) => sessionName(alone, id));
  const people = listed(
    facts.flatMap((fact) => (fact.person === undefined ? [] : [personName(alone, fact.person)])),
  );
  const one = facts.length === 1;
  const clauses: Record<typeof rule, () => string> = {
    frozen: () => `${listed(sessions)} ${one ? 'stays' : 'stay'} exactly as before`,
    hours: () => `sessions lie between ${alone.problem.hours.from} and ${alone.problem.hours.to}`,
    days: () => daysClause(alone),
    candidate: () => candidateClause(alone, ids),
    order: () => listed(ids.map((id) => orderClause(alone, id))),
    pace: () => paceClause(alone),
    room: () => `${listed(sessions)} ${one ? 'has' : 'have'} a free room of the kind asked for`,
    walking: () => 'there is time to walk between sites',
    again: () => 'nobody is met twice',
    load: () => `${people} ${one ? 'holds' : 'hold'} no more sessions than allowed`,
    works: () => `${people} ${one ? 'sits' : 'sit'} only within working hours`,
    busy: () => `${people} ${one ? 'keeps' : 'keep'} the appointments in the calendar`,
    overlap: () =>
      `${people} ${one ? 'keeps' : 'keep'} the sessions with other candidates and the time between them`,
    grid: () => `sessions start every ${alone.problem.grid ?? 15} minutes`,
  };
  return clauses[rule]();
}

function candidateClause(alone: Alone, groups: readonly string[]): string {
  const standing = groups.map((id) => {
    const placement = alone.standing.find((one) => one.id === id)?.placement;
    const time = placement === undefined ? '' : ` at ${timeAt(placement.start, alone.problem.timeZone)}`;
    return `${sessionName(alone, id)} stays${time} for the others`;
  });
  const own = standing.length === 0 ? [`${candidateName(alone)} comes only at the times offered`] : [];
  return listed([...own, ...standing]);
}

function singleReason(alone: Alone, fact: Fact): string | undefined {
  const session = sessionOf(alone, fact.session);
  const reason = session === undefined ? loopReason(alone, fact) : sessionReason(alone, fact, session);
  return reason === undefined ? undefined : `${candidateName(alone)} cannot be placed: ${reason}.`;
}

function sessionReason(alone: Alone, { rule }: Fact, session: ProblemSession): string | undefined {
  const { id, kind, minutes } = session;
  if (rule === 'seat') {
    const declined = (alone.problem.declined ?? []).filter((entry) => entry.session === id);
    const names = listed(declined.map((entry) => personName(alone, entry.person)));
    const gone = declined.length === 0 ? '' : ` (${names} declined)`;
    return `${seatClause(alone, id)}, and there are not enough people for it${gone}`;
  }
  if (rule === 'hours') return `${sessionName(alone, id)} lasts ${duration(minutes)}, longer than any day`;
  if (rule === 'window') return `${windowClause(alone, id)}, too short for its ${minutes} minutes`;
  if (rule !== 'order') return undefined;
  const debrief = kind === 'debrief' ? ', and a debrief is held when all else has ended' : '';
  return `${orderClause(alone, id)}${debrief}, which no order of the sessions can keep`;
}

function loopReason(alone: Alone, { rule, session }: Fact): string | undefined {
  const { sessions } = alone.loop;
  if (rule === 'hours') {
    const { from, to } = alone.problem.hours;
    const longest = sessions.find((one) => one.minutes > clockMinutes(to) - clockMinutes(from));
    if (longest === undefined) return `the sessions do not fit between ${from} and ${to}`;
    const lasts = `${sessionName(alone, longest.id)} lasts ${duration(longest.minutes)}`;
    return `${lasts}, longer than the hours from ${from} to ${to}`;
  }
  const total = sessions.reduce((sum, one) => sum + one.minutes, 0);
  const lasts = `the sessions take ${duration(total)} one after another, more than`;
  if (rule === 'candidate' && session === undefined) return `${lasts} the times offered hold`;
  if (rule !== 'days') return undefined;
  const { maxDays = 1, earliest = '', latest = '9999' } = alone.loop;
  if (!alone.problem.days.some((date) => date >= earliest && date <= latest))
    return 'none of the dates lies between its earliest and its latest';
  if (total <= maxDays * 24 * 60) return undefined;
  return `${lasts} ${maxDays === 1 ? 'one date holds' : `${maxDays} dates hold`}`;
}

function duration(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} minutes`;
  const whole = hours === 1 ? '1 hour' : `${hours} hours`;
  return rest === 0 ? whole : `${whole} ${rest} minutes`;
}

function clockMinutes(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

/** `talk comes first`, `talk comes last and after lunch` */
function orderClause(alone: Alone, id: string): string {
  const { first, last, after = [] } = sessionOf(alone, id) ?? {};
  const places = [
    ...(first === true ? ['first'] : []),
    ...(last === true ? ['last'] : []),
    ...(after.length === 0 ? [] : [`after ${listed(after.map((other) => sessionName(alone, other)))}`]),
  ];
  return `${sessionName(alone, id)} comes ${listed(places)}`;
}

function paceClause({ loop: { gap, stretch } }: Alone): string {
  const limits = [
    ...(gap?.min === undefined ? [] : [`at least ${gap.min}`]),
    ...(gap?.max === undefined ? [] : [`at most ${gap.max}`]),
  ];
  return listed([
    ...(limits.length === 0 ? [] : [`${listed(limits)} minutes lie between sessions`]),
    ...(stretch === undefined ? [] : [`a meal or a break comes after ${stretch} minutes at most`]),
  ]);
}

/** Gaps whose least is more than their most. */
function clashingGaps(alone: Alone, because: readonly Fact[]): string | undefined {
  const { min, max } = alone.loop.gap ?? {};
  const known = because.every(({ rule }) => rule === 'pace' || rule === 'days');
  if (min === undefined || max === undefined || min <= max || because.length === 0 || !known)
    return undefined;
  return (
    `${candidateName(alone)} cannot be placed: between two sessions on one date there are to be ` +
    `at least ${min} and at most ${max} minutes, which cannot both be.`
  );
}

function daysClause(alone: Alone): string {
  const most = alone.loop.maxDays ?? 1;
  const dates = most === 1 ? 'everything lies on one date' : `at most ${most} dates are used`;
  const { earliest, latest } = alone.loop;
  const from = earliest === undefined ? '' : ` from ${earliest} on`;
  const to = latest === undefined ? '' : ` until ${latest}`;
  return `${dates}${from}${to}`;
}

function windowClause(alone: Alone, id: string): string {
  const window = sessionOf(alone, id)?.window;
  return `${sessionName(alone, id)} lies between ${window?.from} and ${window?.to}`;
}

function seatClause(alone: Alone, id: string): string {
  const seats = requiredSeats(alone, id).map((seat) => seatWords(alone, seat));
  return `${sessionName(alone, id)} needs ${listed(seats)}`;
}

function seatWords(alone: Alone, seat: Seat): string {
  if (seat.everyone === true) return 'everyone who meets the candidate';
  const count = seat.count ?? 1;
  if (seat.pool !== undefined) return `${count === 1 ? 'somebody' : `${count} people`} from ${seat.pool}`;
  const names = (seat.people ?? []).map((id) => personName(alone, id));
  return count === 1 ? listed(names, 'or') : `${count} of ${listed(names)}`;
}

export function sessionOf(alone: Alone, id: string | undefined): ProblemSession | undefined {
  return [...alone.loop.sessions, ...(alone.problem.groups ?? [])].find((session) => session.id === id);
}

/** The part after the slash where the id is `loop/module`, as a coordinator knows it. */
export function sessionName(alone: Alone, id: string): string {
  const prefix = `${alone.loop.id}/`;
  return id.startsWith(prefix) && id.length > prefix.length ? id.slice(prefix.length) : id;
}

export function personName(alone: Alone, id: string): string {
  return alone.problem.people.find((person) => person.id === id)?.name ?? id;
}

export function candidateName(alone: Alone): string {
  const candidate = alone.problem.candidates.find((one) => one.id === alone.loop.candidate);
  return candidate?.name ?? alone.loop.id;
}

/** Semicolons between clauses that have commas or an "and" of their own. */
function inOneSentence(clauses: readonly string[]): string {
  const long =
    clauses.length > 1 && clauses.some((clause) => clause.includes(' and ') || clause.includes(', '));
  if (!long) return listed(clauses);
  return `${clauses.slice(0, -1).join('; ')}; and ${clauses.at(-1)}`;
}

function listed(words: readonly string[], by: 'and' | 'or' = 'and'): string {
  if (words.length === 0) return 'nobody';
  if (words.length === 1) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} ${by} ${words.at(-1)}`;
}

/** `8 December` */
export function dayWords(date: string): string {
  const day = Temporal.PlainDate.from(date);
  const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
  const months = [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ];
  return `${weekdays[day.dayOfWeek - 1] ?? ''} ${day.day} ${months[day.month - 1] ?? ''}`;
}
