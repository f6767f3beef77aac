/**
 * The way into an interviewer pool: shadow (watch), reverse shadow (lead while somebody qualified watches), qualified.
 *
 * Sessions that were held count by themselves; the last step is taken by a person.
 */
import type { Instant, Role } from '#domain/planning/loop-problem.ts';
import { millisecondsOf } from '#domain/time/zoned.ts';

/** Numbers of sessions: how many a path asks for, or how many were held. */
export type Steps = { readonly shadow: number; readonly reverseShadow: number };

/** The path of a pool that says nothing else. */
export const USUAL_PATH: Steps = { shadow: 2, reverseShadow: 1 };

/** Most sessions of one kind that a path can ask for. */
export const LONGEST_STEP = 20;

export const MEMBER_STATES = ['trainee', 'qualified'] as const;
export type MemberState = (typeof MEMBER_STATES)[number];

export type TrainingRole = 'shadow' | 'reverse_shadow';

/** A session of a confirmed loop in which somebody sits to learn; `loops` are several for a group session. */
export type TrainingSession = {
  readonly session: string;
  readonly role: TrainingRole;
  readonly start: Instant;
  readonly end: Instant;
  readonly loops: readonly string[];
};

/** `before` were held before they were counted here. */
export type Trainee = {
  readonly person: string;
  readonly pool: string;
  readonly path: Steps;
  readonly before: Steps;
  readonly sessions: readonly TrainingSession[];
};

/** What comes next: to watch, to lead while watched, or to be made qualified by somebody. */
export type Stage = TrainingRole | 'ready';

export type Progress = { readonly held: Steps; readonly toCome: Steps; readonly stage: Stage };

export function isTrainingRole(role: Role | undefined): role is TrainingRole {
  return role === 'shadow' || role === 'reverse_shadow';
}

/** A session counts as held once it has ended. */
export function progressOf(
  { path, before, sessions }: Pick<Trainee, 'path' | 'before' | 'sessions'>,
  now: Instant,
): Progress {
  const count = (role: TrainingRole, ended: boolean): number =>
    sessions.filter((one) => one.role === role && hasEnded(one, now) === ended).length;
  const held: Steps = {
    shadow: before.shadow + count('shadow', true),
    reverseShadow: before.reverseShadow + count('reverse_shadow', true),
  };
  const toCome = { shadow: count('shadow', false), reverseShadow: count('reverse_shadow', false) };
  return { held, toCome, stage: stageOf(held, path) };
}

function stageOf(held: Steps, path: Steps): Stage {
  if (held.shadow < path.shadow) return 'shadow';
  return held.reverseShadow < path.reverseShadow ? 'reverse_shadow' : 'ready';
}

/**
 * Whether the trainee may take a seat of this role: shadow as long as some shadowing is left that is not planned
 * already, reverse shadow as soon as enough was watched.
 */
export function mayTake(
  role: TrainingRole,
  trainee: Omit<Trainee, 'person' | 'pool'>,
  now: Instant,
): boolean {
  const { held, toCome, stage } = progressOf(trainee, now);
  return role === 'shadow' ? held.shadow + toCome.shadow < trainee.path.shadow : stage !== 'shadow';
}

/** Without what is still to come of this loop, so that its own seats are not counted against it. */
export function trainingWithout(
  trainees: readonly Trainee[],
  loop: string,
  now: Instant,
): readonly Trainee[] {
  return trainees.map((trainee) => ({
    ...trainee,
    sessions: trainee.sessions.filter((one) => hasEnded(one, now) || !one.loops.includes(loop)),
  }));
}

function hasEnded({ end }: TrainingSession, now: Instant): boolean {
  return millisecondsOf(end) <= millisecondsOf(now);
}
