/** What a superday asks of each person, if it were shared evenly among those who can do it. */
import { groupSizeOf, type Group } from './group-sessions.ts';
import type { Seat } from './loop-problem.ts';
import type { InterviewModule } from '#domain/template/loop-template.ts';
import { recentAverage, type OpeningFacts } from './planning-facts.ts';
import { eligible } from '#domain/template/seat-people.ts';

type Facts = OpeningFacts & { readonly applications: readonly unknown[] };

/**
 * Sessions beyond which one more costs, by person, those held lately included: the average of the last weeks, and an
 * even part of every seat the person may take. Whoever sits in a loop also sits in its debriefs with everyone.
 */
export function fairLoads(facts: Facts, groups?: readonly Group[]): ReadonlyMap<string, number> {
  const recent = recentAverage(facts);
  const { modules } = facts.opening.template;
  const debriefs = modules.filter(({ seats }) => seats.some(({ everyone }) => everyone === true)).length;
  const parts = new Map<string, number>();
  for (const module of modules) {
    const held = timesHeld(module, facts, groups);
    for (const seat of module.seats.filter(counted)) {
      const able = eligible(seat, module, facts);
      const part = (held * (seat.count ?? 1) * (1 + debriefs)) / Math.max(1, able.length);
      for (const id of able) parts.set(id, (parts.get(id) ?? 0) + part);
    }
  }
  return new Map(facts.people.map(({ id }) => [id, Math.ceil(recent + (parts.get(id) ?? 0))]));
}

function timesHeld(
  module: InterviewModule,
  { applications, rooms }: Facts,
  groups?: readonly Group[],
): number {
  if (module.kind !== 'group') return applications.length;
  if (groups === undefined) return Math.ceil(applications.length / groupSizeOf(module, rooms));
  const own = groups.filter((group) => group.module === module.id);
  return own.length + applications.length - own.reduce((sum, { candidates }) => sum + candidates.length, 0);
}

function counted({ optional, everyone }: Seat): boolean {
  return optional !== true && everyone !== true;
}
