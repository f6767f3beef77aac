/** Which seats of a template cannot be filled whatever the day, in sentences, because too few people may sit there. */
import type { InterviewModule, LoopTemplate, TemplateSeat } from './loop-template.ts';
import { namesText } from '#domain/names.ts';
import { seatsQualified } from './seat-people.ts';
import { isTrainingRole } from '#domain/people/training.ts';

/** A pool by the names of its people: `toShadow` and `toReverse` are those in training who may take such a seat now. */
export type PoolStanding = {
  readonly name: string;
  readonly qualified: readonly string[];
  readonly inTraining: readonly string[];
  readonly toShadow: readonly string[];
  readonly toReverse: readonly string[];
};

type StandingOf = (pool: string) => PoolStanding;

/** How many qualified people of a pool a template needs. */
export type PoolNeed = { readonly pool: string; readonly needed: number };

/**
 * For each pool the most qualified people that its seats take at once; where nobody meets the candidate twice, those of
 * all sessions together, but for group sessions and debriefs.
 */
export function poolNeeds({ modules, meetAgain }: Pick<LoopTemplate, 'modules' | 'meetAgain'>): PoolNeed[] {
  const pools = [...new Set(modules.flatMap(({ seats }) => seats.filter(asksQualified).map(poolName)))];
  return pools.map((pool) => {
    const counts = modules.map((module) => ({ module, count: takenAtOnce(module, pool) }));
    const together = counts.filter(({ module }) => module.kind !== 'group' && module.kind !== 'debrief');
    const most = Math.max(...counts.map(({ count }) => count));
    const sum = together.reduce((all, { count }) => all + count, 0);
    return { pool, needed: meetAgain === true ? most : Math.max(most, sum) };
  });
}

/** Of seats to learn in and of seats for which only too many are still in training; the next step is training. */
export function trainingGaps(
  template: Pick<LoopTemplate, 'modules' | 'meetAgain'>,
  standingOf: StandingOf,
): string[] {
  const { modules } = template;
  const alone = modules.flatMap((module) => [
    ...qualifiedGaps(module, standingOf),
    ...module.seats.flatMap((seat) => learningGap(seat, module, standingOf)),
  ]);
  const whole = poolNeeds(template).flatMap(({ pool, needed }) => {
    const standing = standingOf(pool);
    const told = modules.some((module) => isShort(takenAtOnce(module, pool), standing));
    return told || !isShort(needed, standing) ? [] : [wholeText(needed, standing)];
  });
  return [...alone, ...whole];
}

function asksQualified({ pool, role, optional }: TemplateSeat): boolean {
  return pool !== undefined && optional !== true && !isTrainingRole(role);
}

function poolName({ pool = '' }: TemplateSeat): string {
  return pool;
}

function takenAtOnce({ seats }: InterviewModule, pool: string): number {
  return seats
    .filter((seat) => seat.pool === pool && asksQualified(seat))
    .reduce((sum, { count = 1 }) => sum + count, 0);
}

/** Too few are qualified, and others are on their way. */
function isShort(needed: number, { qualified, inTraining }: PoolStanding): boolean {
  return needed > qualified.length && inTraining.length > 0;
}

function qualifiedGaps(module: InterviewModule, standingOf: StandingOf): string[] {
  const pools = [...new Set(module.seats.filter(asksQualified).map(poolName))];
  return pools.flatMap((pool) => {
    const [needed, standing] = [takenAtOnce(module, pool), standingOf(pool)];
    if (!isShort(needed, standing)) return [];
    return [`“${module.title}” needs ${needed} qualified of the pool “${pool}”, and ${onlyText(standing)}`];
  });
}

function wholeText(needed: number, standing: PoolStanding): string {
  const why = 'because nobody meets the candidate twice';
  return `All sessions together need ${needed} qualified of the pool “${standing.name}”, ${why}, and ${onlyText(standing)}`;
}

/** `only Ada is: Kim is still in training.` */
function onlyText({ qualified, inTraining }: PoolStanding): string {
  const there = qualified.length === 0 ? 'nobody is' : `only ${namesText(qualified)} ${areOf(qualified)}`;
  return `${there}: ${namesText(inTraining)} ${areOf(inTraining)} still in training.`;
}

function areOf(names: readonly string[]): string {
  return names.length === 1 ? 'is' : 'are';
}

function learningGap(seat: TemplateSeat, module: InterviewModule, standingOf: StandingOf): string[] {
  const { pool, role, count = 1 } = seat;
  if (pool === undefined || !isTrainingRole(role) || seat.anyone === true) return [];
  if (role === 'reverse_shadow' && !seatsQualified(module, pool)) {
    return [
      `“${module.title}” has a seat for reverse shadow, but none for somebody qualified of the pool “${pool}” beside it, so nobody takes it.`,
    ];
  }
  if (seat.optional === true) return [];
  const { toShadow, toReverse } = standingOf(pool);
  const able = role === 'shadow' ? toShadow : toReverse;
  if (able.length >= count) return [];
  const whom = role === 'shadow' ? 'who still has to watch' : 'who has watched often enough';
  const found = able.length === 0 ? 'nobody is' : `only ${namesText(able)} ${areOf(able)}`;
  return [
    `“${module.title}” needs ${count} in training for the pool “${pool}” ${whom}, and ${found}. Make the seat optional, or let anybody of the pool take it.`,
  ];
}
