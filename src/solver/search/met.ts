import { at } from '#solver/at.ts';
import type { State } from './state.ts';

const NOBODY: ReadonlySet<number> = new Set();

/** People whom the candidate meets in another session of the loop already, where nobody may be met twice. */
export function metElsewhere({ model, placed }: State, session: number): ReadonlySet<number> {
  const { loops, group, debrief } = at(model.sessions, session);
  const [loop] = loops;
  if (group || debrief || loop === undefined || at(model.loops, loop).meetAgain) return NOBODY;
  const met = new Set<number>();
  for (const other of at(model.loops, loop).sessions) {
    const one = at(model.sessions, other);
    if (other === session || one.group || one.debrief) continue;
    for (const person of placed[other]?.people ?? []) met.add(person);
  }
  return met;
}
