import type { Reason } from '#domain/planning/loop-problem.ts';
import { at } from '#solver/at.ts';
import type { Trial } from './prepare-trial.ts';

/** A fact or rule that can be dropped by itself. What is never dropped: the grid, the minutes, one session at a time. */
export type Fact = Reason;

export function factKey(fact: Fact): string {
  return `${fact.rule}|${fact.session ?? ''}|${fact.person ?? ''}`;
}

/**
 * Every fact that bears on the loop, those that a coordinator can do least about first: the search for a smallest
 * set drops from the front, so what remains is what can be talked about.
 */
export function factsOf(trial: Trial): Fact[][] {
  const { wide, alone } = trial;
  const { loop, problem } = alone;
  const people = [
    ...new Set(wide.sessions.flatMap((session) => session.seats.flatMap((seat) => seat.people))),
  ];
  const standing = new Set(alone.standing.flatMap(({ placement }) => placement.people));
  const all = [...new Set([...people, ...standing])].map((index) => at(problem.people, index));
  const sessions = [...loop.sessions, ...(problem.groups ?? [])];
  const taken = new Set(
    alone.taken.flatMap((placement) => placement.people.map((index) => at(problem.people, index).id)),
  );
  const groups: Fact[][] = [
    wide.walk.length > 0 ? [{ rule: 'walking' }] : [],
    loop.meetAgain === true ? [] : [{ rule: 'again' }],
    loop.gap !== undefined || loop.stretch !== undefined ? [{ rule: 'pace' }] : [],
    sessions.filter((one) => one.room !== undefined).map(({ id }) => ({ rule: 'room', session: id })),
    sessions
      .filter((one) => one.first === true || one.last === true || (one.after ?? []).length > 0)
      .map(({ id }) => ({ rule: 'order', session: id })),
    all
      .filter((one) => one.maxPerDay !== undefined || one.maxPerWeek !== undefined)
      .map(({ id }) => ({ rule: 'load', person: id })),
    all.filter((one) => one.works !== undefined).map(({ id }) => ({ rule: 'works', person: id })),
    all
      .filter((one) => taken.has(one.id) || (one.gap ?? 0) > 0)
      .map(({ id }) => ({ rule: 'overlap', person: id })),
    all.filter((one) => (one.busy ?? []).length > 0).map(({ id }) => ({ rule: 'busy', person: id })),
    [{ rule: 'hours' }],
    [{ rule: 'days' }],
    [{ rule: 'candidate' }, ...alone.standing.map(({ id }): Fact => ({ rule: 'candidate', session: id }))],
    sessions.filter((one) => one.seats.length > 0).map(({ id }) => ({ rule: 'seat', session: id })),
    sessions.filter((one) => one.window !== undefined).map(({ id }) => ({ rule: 'window', session: id })),
    (problem.frozen ?? [])
      .filter((id) => sessions.some((one) => one.id === id))
      .map((id) => ({ rule: 'frozen', session: id })),
  ];
  return groups.filter((group) => group.length > 0);
}
