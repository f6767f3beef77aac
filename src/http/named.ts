/** The objects that bodies name by their ids, for the policy to look up. */
import type { Confirmation } from '#contract/day-search.ts';
import type { LoopEvent } from '#contract/repair.ts';
import type { SuperdayConfirmation } from '#contract/superday.ts';
import { idSchema } from '#contract/text.ts';
import type { LoopTemplate } from '#domain/template/loop-template.ts';
import type { Thing, ThingKind } from '#domain/policy/policy.ts';

export function things(kind: ThingKind, ids: readonly string[]): readonly Thing[] {
  return [...new Set(ids)].map((id) => ({ kind, id }));
}

export function inPlan({ sessions }: Confirmation | SuperdayConfirmation): readonly Thing[] {
  return [
    ...things(
      'person',
      sessions.flatMap(({ people }) => people.map(({ id }) => id)),
    ),
    ...things(
      'room',
      sessions.flatMap(({ room }) => room ?? []),
    ),
  ];
}

export function inSuperday(plan: SuperdayConfirmation): readonly Thing[] {
  const candidates = plan.sessions.flatMap((session) => session.candidates);
  return [...things('application', candidates), ...inPlan(plan)];
}

export function inEvent(event: LoopEvent): readonly Thing[] {
  return [
    ...things('person', 'person' in event ? [event.person] : []),
    ...things('room', 'room' in event ? [event.room] : []),
  ];
}

/** A template may name people and rooms by other words than ids; those name nothing here. */
export function inTemplate({ modules }: LoopTemplate): readonly Thing[] {
  const isId = (key: string): boolean => idSchema.safeParse(key).success;
  const people = modules.flatMap(({ seats }) => seats.flatMap((seat) => seat.people ?? []));
  return [
    ...things('person', people.filter(isId)),
    ...things('room', modules.flatMap(({ room }) => room?.oneOf ?? []).filter(isId)),
  ];
}
