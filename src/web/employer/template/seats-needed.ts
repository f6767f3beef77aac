/** Which seats of a template nobody can fill, because their pool is empty or the people they name are gone. */
import type { LoopTemplate } from '#domain/template/loop-template.ts';

type Known = {
  readonly people: readonly { readonly id: string }[];
  readonly pools: readonly { readonly name: string; readonly people: readonly string[] }[];
};

/** `gone` are the sessions with seats that name somebody who is no longer there. */
type Needed = {
  readonly pools: readonly string[];
  readonly gone: readonly { readonly id: string; readonly title: string }[];
};

export function seatsNeeded(template: LoopTemplate, known: Known): Needed {
  const filled = new Set(known.pools.filter((pool) => pool.people.length > 0).map((pool) => pool.name));
  const there = new Set(known.people.map((person) => person.id));
  const asked = template.modules.flatMap((module) => module.seats.flatMap((seat) => seat.pool ?? []));
  return {
    pools: [...new Set(asked)].filter((pool) => !filled.has(pool)),
    gone: template.modules.filter((module) =>
      module.seats.some((seat) => seat.people?.some((id) => !there.has(id)) === true),
    ),
  };
}
