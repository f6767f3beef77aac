/** The plan after the event, before anything is repaired: what can stay stands, what was hit is taken out. */
import type { LoopProblem } from '#domain/planning/loop-problem.ts';
import type { Struck } from '#domain/repair/repair-event.ts';
import { at } from '#solver/at.ts';
import type { LoopModel, Model, SessionModel } from '#solver/model/model.ts';
import { putAsBefore, putFrozen } from '#solver/search/frozen.ts';
import { recompile } from './recompile.ts';
import { copyFor } from '#solver/search/rows.ts';
import { emptyState, fork, take } from '#solver/search/state.ts';
import type { State } from '#solver/search/state.ts';

export type Standing = {
  readonly problem: LoopProblem;
  readonly model: Model;
  /** Every session that can stay as it was; the sessions of touched loops are out, frozen ones aside. */
  readonly state: State;
  /** Loops that must be placed anew. */
  readonly touched: readonly number[];
  /** Loops that stand and may move if that is better: no other loop of a touched candidate. */
  readonly movable: readonly number[];
  /** Group sessions that were hit. */
  readonly groups: readonly SessionModel[];
};

/** The plan before any event, whole; what could not stand even then is touched by every event. */
export function standingBefore(known: Model): Standing {
  return builtUp({ problem: known.problem, hit: [] }, known);
}

/** `before` is the plan before the event, of the problem with the plan as `previous`. */
export function standingOf(struck: Struck, before: Standing): Standing {
  const model = recompile(struck.problem, before.model);
  // Where only who declined is new, all that is not hit stands as it stood.
  const held = ({ frozen }: LoopProblem): number => frozen?.length ?? 0;
  const alone = model.people === before.model.people && held(struck.problem) === held(before.problem);
  return alone ? takenOut(struck, model, before) : builtUp(struck, model);
}

function takenOut({ problem, hit }: Struck, model: Model, before: Standing): Standing {
  const changed = model.sessions.filter((session, index) => session !== before.model.sessions[index]);
  const loops = [...new Set(changed.flatMap((session) => session.loops))];
  const state: State = { ...fork(before.state), model, rows: copyFor(before.state.rows, { loops }) };
  const struck = new Set(hit);
  const groups = model.sessions.filter(({ group, id }) => group && struck.has(id));
  const touched = model.loops.filter(
    (loop) =>
      before.touched.includes(loop.index) ||
      loop.sessions.some((session) => struck.has(at(model.sessions, session).id)),
  );
  for (const { index } of touched) clearLoop(state, index);
  for (const { index } of groups) take(state, index);
  const indices = touched.map(({ index }) => index);
  return {
    problem,
    model,
    state,
    touched: indices,
    groups: [...before.groups, ...groups],
    ...movableIn(state, indices),
  };
}

function movableIn(state: State, touched: readonly number[]): Pick<Standing, 'movable'> {
  const { loops } = state.model;
  const candidates = new Set(touched.map((loop) => at(loops, loop).candidate));
  const movable = loops.filter(
    ({ index, candidate }) => state.active[index] === true && !candidates.has(candidate),
  );
  return { movable: movable.map(({ index }) => index) };
}

function builtUp({ problem, hit }: Struck, model: Model): Standing {
  const state = emptyState(model);
  const refused = new Set(putFrozen(state).flatMap(({ loops }) => loops));
  const struck = new Set(hit);
  const groups = model.sessions.filter((session) => session.group && !stays(state, session, struck));
  const uprooted = new Set(groups.flatMap(({ loops }) => loops));
  const before = new Set((problem.previous?.sessions ?? []).flatMap(({ loops }) => loops));
  const touched: number[] = [];
  for (const loop of model.loops) {
    if (!before.has(loop.id) || refused.has(loop.index)) continue;
    if (uprooted.has(loop.index) || !staysWhole(state, loop, struck)) touched.push(loop.index);
    else state.active[loop.index] = true;
  }
  return { problem, model, state, touched, groups, ...movableIn(state, touched) };
}

/** Puts the session as it was; true also where it was not planned before. */
function stays(state: State, session: SessionModel, struck: ReadonlySet<string>): boolean {
  if (session.previous === undefined || state.placed[session.index] !== undefined) return true;
  return !struck.has(session.id) && putAsBefore(state, session);
}

/** Puts the loop's own sessions as they were; none of them if one cannot. */
function staysWhole(state: State, loop: LoopModel, struck: ReadonlySet<string>): boolean {
  const added: number[] = [];
  const whole = loop.sessions.every((index) => {
    const session = at(state.model.sessions, index);
    const stood = state.placed[index] !== undefined;
    const stands = session.previous !== undefined && stays(state, session, struck);
    if (stands && !stood) added.push(index);
    return stands;
  });
  if (!whole) for (const index of added) take(state, index);
  return whole;
}

/** Takes the loop's own sessions out; frozen and group sessions stay. */
export function clearLoop(state: State, loop: number): void {
  state.active[loop] = false;
  for (const index of ownSessions(state, loop)) take(state, index);
}

/** The loop's own sessions that are not frozen. */
export function ownSessions({ model }: State, loop: number): number[] {
  return at(model.loops, loop).sessions.filter((index) => {
    const { group, frozen } = at(model.sessions, index);
    return !group && !frozen;
  });
}
