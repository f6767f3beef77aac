import { type Broken, brokenAt, brokenBetween, timeBetween } from './broken.ts';
import { type Facts, lies, type Placed, spanOf } from './facts.ts';
import { candidatesAttending, pairsOf } from './pairs.ts';

/** A candidate is there when the session is, and in one session at a time. Debriefs are held without her. */
export function candidate(facts: Facts): readonly Broken[] {
  return [...[...facts.placed.values()].flatMap((at) => absences(facts, at)), ...clashes(facts)];
}

function absences(facts: Facts, at: Placed): readonly Broken[] {
  if (at.session.kind === 'debrief') return [];
  return at.loops.flatMap((loop) => {
    const who = facts.candidates.get(facts.loops.get(loop)?.candidate ?? '');
    const there = who?.available?.map((interval) => spanOf(interval));
    if (who === undefined || there === undefined || there.some((span) => lies(at, span))) return [];
    return [brokenAt('candidate', at, `${who.id} is not available`)];
  });
}

function clashes(facts: Facts): readonly Broken[] {
  return candidatesAttending(facts).flatMap(({ id, sessions, gap }) =>
    pairsOf(facts, sessions, gap)
      .filter(({ crowded }) => crowded)
      .map((pair) => brokenBetween('candidate', pair.sessions, timeBetween(id, pair.free))),
  );
}
