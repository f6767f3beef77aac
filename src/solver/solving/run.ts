/** What a solve holds from its start to its end. */
import { instantText } from '#domain/time/zoned.ts';
import type { LoopProblem, STOPS } from '#domain/planning/loop-problem.ts';
import { compile } from '#solver/model/compile.ts';
import type { Model } from '#solver/model/model.ts';
import { putFrozen } from '#solver/search/frozen.ts';
import { emptyState } from '#solver/search/state.ts';
import type { State } from '#solver/search/state.ts';
import type { SolveOptions, Stop } from '#solver/solve.ts';

export type Run = {
  readonly model: Model;
  readonly state: State;
  /** Loops that can be placed at all: none of their frozen sessions breaks a rule. */
  readonly movable: readonly number[];
  readonly options: SolveOptions;
  /** How a minute is written in the problem's zone. */
  readonly textOf: (minute: number) => string;
  readonly stop: () => boolean;
  /** What ended the search, where nothing was proven. */
  readonly ended: () => 'time' | 'cancelled' | 'iterations';
};

export type Ending = { readonly iterations: number; readonly stopped: (typeof STOPS)[number] };

export function startRun(problem: LoopProblem, options: SolveOptions): Run {
  const model = compile(problem);
  const state = emptyState(model);
  const refused = new Set(putFrozen(state).flatMap((session) => session.loops));
  const movable = model.loops.map((loop) => loop.index).filter((loop) => !refused.has(loop));
  return {
    model,
    state,
    movable,
    options,
    textOf: rememberTexts(problem.timeZone),
    ...listen(options),
  };
}

/** A single loop that can be placed is solved exactly. */
export function isOneLoop({ model, movable }: Run): boolean {
  return model.loops.length === 1 && movable.length === 1;
}

/** Several plans share most of their times, and zone arithmetic is slow. */
function rememberTexts(zone: string): (minute: number) => string {
  const known = new Map<number, string>();
  return (minute) => {
    const text = known.get(minute) ?? instantText(minute, zone);
    known.set(minute, text);
    return text;
  };
}

/** Hears the caller's first word and keeps to it. */
function listen(options: SolveOptions): Pick<Run, 'stop' | 'ended'> {
  let heard: Stop = false;
  return {
    stop: () => {
      if (heard === false) heard = options.stop();
      return heard !== false;
    },
    ended: () => (heard === false ? 'iterations' : heard),
  };
}
