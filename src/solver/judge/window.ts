import { type Broken, brokenAt } from './broken.ts';
import { type Facts, hoursOn, lies } from './facts.ts';

/** A session with a window lies wholly inside it. */
export function window(facts: Facts): readonly Broken[] {
  return [...facts.placed.values()].flatMap((at) => {
    const open = at.session.window;
    if (open === undefined || lies(at, hoursOn(at.date, open, facts.problem.timeZone))) return [];
    return [brokenAt('window', at, `not between ${open.from} and ${open.to} on ${at.date}`)];
  });
}
