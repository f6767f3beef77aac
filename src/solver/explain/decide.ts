/** Does one loop fit? Answered from sets of slots wherever that is enough; what is left open is the engine's. */
import type { Placement } from '#solver/search/state.ts';
import { arrange } from './arrange.ts';
import type { Times } from './earliest.ts';
import { tryTimes } from './try-times.ts';
import type { Budget } from './try-times.ts';
import { MOST_IN_A_SET } from './precedence.ts';
import { waysToMeet, whoComes } from './meetings.ts';
import type { WhoComes } from './meetings.ts';
import { meetingOf } from './question.ts';
import type { Ask, Question } from './question.ts';
import { blameOn, together } from './blame.ts';
import { openDays, paced, refuted, timesOn, timesOnSeveral, tooLate } from './refute.ts';
import type { Blame } from './blame.ts';

/** One of: a way to place it; a proof that there is none; or the days that are still open (all, if undefined). */
export type Decision = {
  readonly placements?: readonly Placement[];
  readonly blame?: Blame;
  readonly open?: ReadonlySet<number>;
};

/** Slots tried in all, where the quick looks leave a question open. */
const TRIES = 400;
/** The same over several dates, where each costs more. */
const SEVERAL_TRIES = 80;

export function decide(question: Question): Decision {
  const decision = decideAll(question);
  const meeting = meetingOf(question);
  if (decision.blame === undefined || meeting === undefined) return decision;
  // Who declined a debrief with everyone is left out of all other sessions from the start.
  return { blame: together([decision.blame, blameOn([], [meeting])]) };
}

function decideAll(question: Question): Decision {
  const blame = refuted(question);
  if (blame !== undefined) return { blame };
  if (question.pieces.length > MOST_IN_A_SET || question.pieces.length === 0) return {};
  const onOne = decideDates(question);
  if (onOne.placements !== undefined || question.loop.maxDays === 1) return onOne;
  return decideSeveralDates(question);
}

/** A way that the quick look leaves, on one date; `settled` as in `withMeetingAt`. */
type Way = {
  readonly question: Question;
  readonly times: Times;
  readonly day: number;
  readonly settled?: number;
};

function decideDates(question: Question): Decision {
  const { open, against } = openDays(question);
  const ways: Way[] = [];
  const debrief = meetingOf(question);
  const meeting = debrief && { debrief, who: whoComes(question, debrief) };
  for (const day of open) {
    for (const way of waysOn(question, day, { against, meeting })) {
      const { placements } = arrange(way.question, way.times.timeline, way.settled);
      if (placements !== undefined) return { placements };
      ways.push(way);
    }
  }
  return tryOut(question, ways, against);
}

/** Tries the ways out; what cannot be settled so stays open. */
function tryOut(question: Question, ways: readonly Way[], against: readonly Blame[]): Decision {
  const open = new Set<number>();
  let left = TRIES;
  for (const { question: asked, day, settled } of ways) {
    const budget: Budget = { left, exact: true };
    const placements = tryTimes(asked, { day, settled }, budget);
    if (placements !== undefined) return { placements };
    left = budget.left;
    if (!budget.exact) open.add(day);
  }
  if (open.size > 0) return { open };
  return { blame: together([...against, ...(ways.length === 0 ? [] : [everything(question)])]) };
}

type Looking = {
  /** What is against a day is added. */
  readonly against: Blame[];
  /** The debrief to which everybody has to come, if there is one. */
  readonly meeting: { readonly debrief: Ask; readonly who: WhoComes } | undefined;
};

function* waysOn(question: Question, day: number, { against, meeting }: Looking): Iterable<Way> {
  const times = timesOn(question, day);
  if (!('done' in times)) {
    against.push(times);
    return;
  }
  const late = tooLate(question, times.done);
  if (late !== undefined) against.push(blameOn(paced(question), [...question.pieces, late]));
  else if (meeting === undefined) yield { question, times, day };
  else {
    const after = { debrief: meeting.debrief, day, done: times.done };
    for (const met of waysToMeet(question, meeting.who, after))
      yield { question: met.question, times: met.times, day, settled: met.slot };
    against.push(everything(question));
  }
}

function decideSeveralDates(question: Question): Decision {
  const times = timesOnSeveral(question);
  if (!('done' in times)) return { blame: times };
  const budget: Budget = { left: SEVERAL_TRIES, exact: true };
  const placements = tryTimes(question, { day: undefined }, budget);
  if (placements !== undefined) return { placements };
  return budget.exact ? { blame: everything(question) } : {};
}

/** All rules of time and people, of all sessions. */
function everything(question: Question): Blame {
  return blameOn([...paced(question), 'pace', 'again'], [...question.pieces, ...question.debriefs]);
}
