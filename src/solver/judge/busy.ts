import { type Broken, brokenAt } from './broken.ts';
import { type Facts, meets, spanOf } from './facts.ts';

/** A session is clear of the busy intervals of every person seated. */
export function busy(facts: Facts): readonly Broken[] {
  return [...facts.placed.values()].flatMap((at) =>
    at.people.flatMap(({ person }) => {
      const taken = facts.people.get(person)?.busy?.find((interval) => meets(at, spanOf(interval)));
      if (taken === undefined) return [];
      return [brokenAt('busy', at, `${person} is busy from ${taken.start} to ${taken.end}`)];
    }),
  );
}
