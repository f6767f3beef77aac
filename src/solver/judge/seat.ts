import { type Broken, brokenAt } from './broken.ts';
import { eligibleFor, type Facts, type Placed, placedOf, placesOf } from './facts.ts';

/**
 * Every seat that is not optional is filled with people who may take it, nobody sits twice in a session or has
 * declined it, and a loop is placed whole or not at all.
 */
export function seat(facts: Facts): readonly Broken[] {
  return [
    ...strays(facts),
    ...wholeness(facts),
    ...[...facts.placed.values()].flatMap((at) => [...seating(facts, at), ...strangers(facts, at)]),
  ];
}

function strays(facts: Facts): readonly Broken[] {
  const texts = { unknown: 'the problem has no such session', twice: 'placed twice' };
  return facts.strays.map(({ session, why }) => ({ rule: 'seat', session, text: texts[why] }));
}

function wholeness(facts: Facts): readonly Broken[] {
  return facts.problem.loops.flatMap(({ id }) => {
    if (facts.unplaced.has(id)) {
      const there = placedOf(facts, id).find(({ owner }) => owner === id);
      if (there === undefined) return [];
      return [{ rule: 'seat', loop: id, text: `unplaced, but its session ${there.id} is placed` }];
    }
    const missing = (facts.sessionsOf.get(id) ?? []).filter((session) => !facts.placed.has(session));
    return missing.map((session) => ({ rule: 'seat', loop: id, session, text: 'the session is missing' }));
  });
}

function seating(facts: Facts, at: Placed): readonly Broken[] {
  const who = at.people.map(({ person }) => person);
  const broken: Broken[] = [];
  if (new Set(who).size !== who.length) broken.push(brokenAt('seat', at, 'somebody sits twice'));
  for (const { person, seat: index, role } of at.people) {
    const wanted = at.session.seats[index];
    // The other seats cannot be judged when it is open who sits where.
    if (wanted === undefined) return [...broken, brokenAt('seat', at, `there is no seat ${index}`)];
    const duty = wanted.role ?? 'panelist';
    if (role !== duty) broken.push(brokenAt('seat', at, `${person} has the role ${role}, not ${duty}`));
  }
  return [
    ...broken,
    ...at.session.seats.flatMap((_, index) => places(facts, at, index)),
    ...refusals(facts, at),
  ];
}

function places(facts: Facts, at: Placed, index: number): readonly Broken[] {
  const wanted = at.session.seats[index];
  if (wanted === undefined) return [];
  const eligible = eligibleFor(facts, at, wanted);
  const needed = placesOf(wanted, eligible);
  const here = at.people.filter((seated) => seated.seat === index);
  const short = here.length < needed && wanted.optional !== true;
  return [
    ...(short || here.length > needed
      ? [brokenAt('seat', at, `seat ${index} holds ${here.length} of ${needed}`)]
      : []),
    ...here
      .filter(({ person }) => !eligible.has(person))
      .map(({ person }) => brokenAt('seat', at, `${person} may not take seat ${index}`)),
  ];
}

function refusals(facts: Facts, at: Placed): readonly Broken[] {
  return (facts.problem.declined ?? [])
    .filter((no) => no.session === at.id && at.people.some(({ person }) => person === no.person))
    .map(({ person }) => brokenAt('seat', at, `${person} has declined`));
}

function strangers(facts: Facts, at: Placed): readonly Broken[] {
  return at.people
    .filter(({ person }) => !facts.people.has(person))
    .map(({ person }) => brokenAt('seat', at, `the problem has no person ${person}`));
}
