/** What a superday's plan costs its people, in sentences that a coordinator can weigh. */
import { DEFAULT_WEIGHTS, type LoopPlan } from './loop-problem.ts';
import { namesText } from '#domain/names.ts';
import { durationText, outsidePreferred } from './plan-words.ts';
import { recentOf } from './planning-facts.ts';
import type { BoardSession, SuperdayFacts } from './superday.ts';
import { dailyWaits } from '#domain/time/waiting.ts';

/** Waiting, load, preferred hours; in this order. */
export function superdayWords(
  sessions: readonly BoardSession[],
  facts: SuperdayFacts,
  fair: ReadonlyMap<string, number>,
): string[] {
  return [waitingWords(sessions, facts), loadWords(sessions, facts, fair), ...hourWords(sessions, facts)];
}

/** Optional seats left empty, and what the search has proven. */
export function searchWords({ cost, bound, run }: Pick<LoopPlan, 'cost' | 'bound' | 'run'>): string[] {
  const empty = cost.unfilled / DEFAULT_WEIGHTS.unfilled;
  return [
    ...(empty > 0 ? [`${counted(empty, 'optional seat stays', 'optional seats stay')} empty.`] : []),
    boundWords(cost.total, bound, run.stopped === 'proven'),
  ];
}

/** The weights are in minutes of waiting: one weighs 1. */
function boundWords(total: number, bound: number | null, proven: boolean): string {
  if (proven || (bound !== null && bound >= total)) return 'It is proven that no plan is better.';
  if (bound === null) return 'How much better another plan could be is not known.';
  const gap = total - bound;
  if (gap >= DEFAULT_WEIGHTS.unplaced) return 'It is not proven that fewer candidates must be left out.';
  return `It is proven that no plan saves more than what ${durationText(gap)} of waiting weigh.`;
}

type Wait = { readonly candidate: string; readonly minutes: number };

function waitingWords(sessions: readonly BoardSession[], facts: SuperdayFacts): string {
  const waits = waitsOf(sessions, facts);
  const waiting = waits.filter(({ minutes }) => minutes > 0);
  const longest = waiting.reduce<Wait | undefined>(
    (most, wait) => (most === undefined || wait.minutes > most.minutes ? wait : most),
    undefined,
  );
  if (longest === undefined) return 'No candidate waits between sessions.';
  const name = facts.applications.find(({ id }) => id === longest.candidate)?.name ?? '';
  const whole = new Set(waits.map(({ candidate }) => candidate)).size;
  const some = new Set(waiting.map(({ candidate }) => candidate)).size;
  const verb = some === 1 ? 'waits' : 'wait';
  return `${some} of ${counted(whole, 'candidate', 'candidates')} ${verb} between sessions; the longest wait is ${durationText(longest.minutes)} (${name}).`;
}

/** Of each candidate, the minutes of each date between the first start and the last end that no session fills. */
function waitsOf(sessions: readonly BoardSession[], { applications, opening }: SuperdayFacts): Wait[] {
  const attended = sessions.filter(({ kind }) => kind !== 'debrief');
  return applications.flatMap(({ id }) => {
    const own = attended.filter(({ candidates }) => candidates.includes(id));
    return dailyWaits(own, opening.timeZone).map((minutes) => ({ candidate: id, minutes }));
  });
}

function loadWords(
  sessions: readonly BoardSession[],
  facts: SuperdayFacts,
  fair: ReadonlyMap<string, number>,
): string {
  const counts = new Map<string, number>();
  for (const { people } of sessions) {
    for (const { id } of people) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  const over = facts.people.flatMap(({ id, name }) => {
    const [held, share] = [(counts.get(id) ?? 0) + recentOf(id, facts), fair.get(id) ?? Infinity];
    return counts.has(id) && held > share ? [{ name, beyond: held - share }] : [];
  });
  if (over.length === 0) return 'Nobody has more than a fair load.';
  const names = over
    .toSorted((a, b) => b.beyond - a.beyond)
    .map(({ name, beyond }) => `${name} by ${beyond}`);
  return `${counted(over.length, 'interviewer is', 'interviewers are')} beyond a fair load: ${namesText(names)}.`;
}

function hourWords(sessions: readonly BoardSession[], facts: SuperdayFacts): string[] {
  const planned = sessions.map((session) => ({
    ...session,
    session: session.id,
    loops: session.candidates,
    room: session.room?.id ?? '',
    people: session.people.map(({ id, seat, role }) => ({ person: id, seat, role })),
  }));
  const names = [...outsidePreferred({ sessions: planned }, facts)];
  if (names.length === 0) return [];
  return [
    `${namesText(names)} ${names.length === 1 ? 'sits' : 'sit'} in sessions outside their preferred hours.`,
  ];
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}
