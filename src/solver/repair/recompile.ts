/** The model of a problem that an event left, out of the model of the plan that stood. */
import type { LoopProblem } from '#domain/planning/loop-problem.ts';
import { compile } from '#solver/model/compile.ts';
import type { Model, SessionModel } from '#solver/model/model.ts';

/** What an event may change without asking for more than a few sessions to be compiled again. */
const PATCHED: ReadonlySet<string> = new Set(['declined', 'frozen']);

/** `known` is the model of a problem with the same `previous`. */
export function recompile(problem: LoopProblem, known: Model): Model {
  const keys = new Set([...Object.keys(problem), ...Object.keys(known.problem)] as (keyof LoopProblem)[]);
  const same = [...keys].every((key) => PATCHED.has(key) || problem[key] === known.problem[key]);
  if (!same) return compile(problem, known);
  const people = new Map(known.people.map(({ id, index }) => [id, index]));
  const declined = Map.groupBy(problem.declined ?? [], ({ session }) => session);
  const frozen = new Set(problem.frozen);
  const sessions = known.sessions.map((session) =>
    patched(session, {
      frozen: session.previous !== undefined && frozen.has(session.id),
      declined: (declined.get(session.id) ?? []).flatMap(({ person }) => people.get(person) ?? []),
    }),
  );
  return { ...known, problem, sessions };
}

function patched(
  session: SessionModel,
  now: { readonly frozen: boolean; readonly declined: readonly number[] },
): SessionModel {
  const added = now.declined.filter((person) => !session.declined.has(person));
  if (added.length === 0 && session.frozen === now.frozen) return session;
  return {
    ...session,
    frozen: now.frozen,
    declined: new Set(now.declined),
    seats: session.seats.map((seat) => ({
      ...seat,
      people: seat.people.filter((person) => !added.includes(person)),
      set: -1,
    })),
  };
}
