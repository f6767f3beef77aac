/** An interviewer pool as its page shows it: its people, how far each is, and what templates need of it. */
import type { Instant } from '#domain/planning/loop-problem.ts';
import { poolNeeds, type PoolStanding } from '#domain/template/seat-gaps.ts';
import type { LoopTemplate } from '#domain/template/loop-template.ts';
import {
  progressOf,
  type MemberState,
  type Progress,
  type Stage,
  type Steps,
  type TrainingRole,
  type TrainingSession,
} from './training.ts';

/** A session to learn in that is held or still to come. */
export type LearningView = {
  readonly title: string;
  readonly role: TrainingRole;
  readonly start: Instant;
  readonly end: Instant;
};

/** `version` is that of the membership, `stage` what comes next for a trainee. */
export type MemberView = {
  readonly id: string;
  readonly name: string;
  readonly title?: string;
  readonly version: number;
  readonly state: MemberState;
  readonly before: Steps;
  readonly held: Steps;
  readonly toCome: Steps;
  readonly stage: Stage;
  readonly sessions: readonly LearningView[];
};

/** An opening whose template asks for qualified people of the pool, and how many. */
export type PoolOpening = { readonly id: string; readonly title: string; readonly needed: number };

export type PoolView = {
  readonly name: string;
  /** `version` 0: the usual path. */
  readonly path: Steps & { readonly version: number };
  /** Trainees first, those nearest to the end before the others; then by name. */
  readonly members: readonly MemberView[];
  readonly openings: readonly PoolOpening[];
};

export type KnownMember = Omit<MemberView, keyof Progress | 'sessions'> & {
  readonly sessions: readonly (TrainingSession & { readonly title: string })[];
};

export function poolView(
  { name, path }: Pick<PoolView, 'name' | 'path'>,
  known: {
    readonly members: readonly KnownMember[];
    readonly openings: readonly {
      readonly id: string;
      readonly title: string;
      readonly template: LoopTemplate;
    }[];
  },
  now: Instant,
): PoolView {
  const members = known.members.map((member) => memberView(member, path, now));
  const openings = known.openings.flatMap(({ id, title, template }) => {
    const need = poolNeeds(template).find(({ pool }) => pool === name);
    return need === undefined ? [] : [{ id, title, needed: need.needed }];
  });
  return { name, path, members: members.toSorted(byStanding), openings };
}

function memberView(member: KnownMember, path: Steps, now: Instant): MemberView {
  const { sessions, ...rest } = member;
  const progress: Progress = progressOf({ path, before: member.before, sessions }, now);
  return {
    ...rest,
    ...progress,
    sessions: sessions.map(({ title, role, start, end }) => ({ title, role, start, end })),
  };
}

const ORDER: Readonly<Record<Stage, number>> = { ready: 0, reverse_shadow: 1, shadow: 2 };

function byStanding(a: MemberView, b: MemberView): number {
  const place = ({ state, stage }: MemberView): number => (state === 'qualified' ? 3 : ORDER[stage]);
  return place(a) - place(b) || a.name.localeCompare(b.name, 'en');
}

/** By names, as gaps of a template are told. */
export function standingOf({ name, path, members }: PoolView): PoolStanding {
  const named = (wanted: (member: MemberView) => boolean): string[] =>
    members.filter(wanted).map((member) => member.name);
  const learns = ({ state }: MemberView): boolean => state === 'trainee';
  return {
    name,
    qualified: named((member) => !learns(member)),
    inTraining: named(learns),
    toShadow: named((one) => learns(one) && one.held.shadow + one.toCome.shadow < path.shadow),
    toReverse: named((one) => learns(one) && one.stage !== 'shadow'),
  };
}
