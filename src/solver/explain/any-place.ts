/** Any way to place the only loop of a state: what the sets of slots cannot decide, the engine does. */
import { at } from '#solver/at.ts';
import type { Model } from '#solver/model/model.ts';
import { gatheringsOf } from '#solver/one-loop/debrief.ts';
import type { Gathering } from '#solver/one-loop/debrief.ts';
import { newEffort } from '#solver/one-loop/effort.ts';
import { ONE_CLASS, placeLoop } from '#solver/one-loop/one-loop.ts';
import type { Task } from '#solver/one-loop/pieces.ts';
import { newRanking, ranked } from '#solver/one-loop/ranking.ts';
import type { Placement, State } from '#solver/search/state.ts';
import { because } from './because-of.ts';
import type { Freed } from './because-of.ts';
import { decide } from './decide.ts';
import type { Decision } from './decide.ts';
import { ask } from './question.ts';
import type { Comings, Question } from './question.ts';
import type { Blame } from './blame.ts';

/** Nodes that the question "does it fit" may cost; beyond, the answer is "not known". */
const NODES = 30_000;

/**
 * `placements`: a way to place the loop; without it there is none, if that is `known`. `blame`: what a quick proof of
 * that rests on.
 */
export type Answer = {
  readonly placements?: readonly Placement[];
  readonly known: boolean;
  readonly blame?: Blame;
};

/** A quick answer where there is one; else the engine's, on the days that the quick look leaves open. */
export function anyPlace(state: State, comings: Comings, { freed, over }: Asked): Answer {
  const question = ask(state, 0, comings);
  if (question === undefined) return search(state, over);
  const { placements, blame, open } = freed === undefined ? decide(question) : decideWith(question, freed);
  if (blame !== undefined) return { known: true, blame };
  if (placements !== undefined) return { placements, known: true };
  if (open?.size === 0) return { known: true };
  return search(open === undefined ? state : { ...state, model: onDays(state.model, open) }, over);
}

/** `freed`: who was freed of something, where the loop is known not to fit without that. */
type Asked = { readonly freed: Freed | undefined; readonly over: () => boolean };

/** What the proof rests on comes from the question as a whole, where that is proven too. */
function decideWith(question: Question, freed: Freed): Decision {
  const open = new Set<number>();
  for (const one of because(question, freed)) {
    const { placements, blame, open: left = question.model.calendar.days.keys() } = decide(one);
    if (placements !== undefined) return { placements };
    if (blame === undefined) for (const day of left) open.add(day);
  }
  const { blame } = open.size === 0 ? decide(question) : {};
  return blame === undefined ? { open } : { blame };
}

/** The sessions with the candidate on these days only. */
function onDays(model: Model, days: ReadonlySet<number>): Model {
  const { dayOf } = model.calendar;
  const sessions = model.sessions.map((session) =>
    session.debrief
      ? session
      : { ...session, slots: session.slots.filter((slot) => days.has(at(dayOf, slot))) },
  );
  return { ...model, sessions };
}

/** Sessions whose order the engine can look through. */
const MOST_SESSIONS = 17;

/** The engine's answer: any way to place the only loop. */
export function search(state: State, over: () => boolean): Answer {
  if (at(state.model.loops, 0).sessions.length > MOST_SESSIONS) return { known: false };
  let found = false;
  const effort = newEffort(NODES, () => found || over());
  const ranking = newRanking(1);
  function* untilFound(task: Task): Iterable<Gathering> {
    for (const gathering of gatheringsOf(task)) {
      if (ranking.best.size > 0) return;
      if (over()) effort.cut = true;
      if (effort.cut) return;
      yield gathering;
    }
  }
  placeLoop(state, at(state.model.loops, 0), ranking, {
    effort,
    gatherings: untilFound,
    any: true,
    classOf: (stands) => {
      found = ranking.best.size > 0;
      if (found) effort.cut = true;
      return ONE_CLASS(stands);
    },
  });
  const [way] = ranked(ranking);
  return way === undefined ? { known: !effort.cut } : { placements: way.placements, known: true };
}
