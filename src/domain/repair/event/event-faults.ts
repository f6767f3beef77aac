/** What is wrong with an event: names that the problem or the plan does not have, times that say nothing. */
import { shown, type Fault } from '#domain/fault.ts';
import type { Happening, RepairEvent } from '#domain/repair/repair.ts';
import { minuteOf, timeAt } from '#domain/time/zoned.ts';
import { nextStart, sits, wantedStart, type Scene } from './scene.ts';

export function eventFaults(scene: Scene, { happened }: RepairEvent): Fault[] {
  if (happened.length === 0) {
    return [{ place: 'the event', found: 'nothing', expected: 'at least one thing that happened' }];
  }
  return happened.flatMap((happening) => faultsOf(scene, happening));
}

function faultsOf(scene: Scene, happening: Happening): Fault[] {
  const { problem } = scene;
  switch (happening.kind) {
    case 'asked':
      return askFaults(scene, happening);
    case 'declined':
      return declineFaults(scene, happening);
    case 'away':
      return [
        ...unknown(happening.kind, 'person', happening.person, problem.people),
        ...orderFaults(happening.kind, happening.from, happening.to),
      ];
    case 'lost':
      return [
        ...unknown(happening.kind, 'room', happening.room, problem.rooms ?? []),
        ...(happening.from === undefined || happening.to === undefined
          ? []
          : orderFaults(happening.kind, happening.from, happening.to)),
      ];
    case 'late':
      return lateFaults(scene, happening);
    case 'held-up':
      return [
        ...unknown(happening.kind, 'candidate', happening.candidate, problem.candidates),
        ...orderFaults(happening.kind, happening.from, happening.to),
      ];
    case 'comes':
      return [
        ...unknown(happening.kind, 'candidate', happening.candidate, problem.candidates),
        ...happening.available.flatMap(({ start, end }) => orderFaults(happening.kind, start, end)),
      ];
  }
}

type Of<K extends Happening['kind']> = Extract<Happening, { kind: K }>;

function askFaults(scene: Scene, { kind, session, start }: Of<'asked'>): Fault[] {
  const { problem } = scene;
  const known = problem.loops.flatMap(({ sessions }) => sessions).find(({ id }) => id === session);
  if (known === undefined || !scene.sessions.some((one) => one.session === session)) {
    return [{ place: kind, found: shown(session), expected: 'the id of a session of one loop of the plan' }];
  }
  if (scene.begun.has(session)) {
    return [{ place: kind, found: `${session}, which has begun`, expected: 'a session that has not begun' }];
  }
  const { window, minutes } = known;
  const wanted = wantedStart(scene, start);
  const [from, to] = [wanted, wanted + minutes].map((minute) => timeAt(minute, problem.timeZone));
  if (window === undefined || from === undefined || to === undefined) return [];
  if (window.from <= from && from < to && to <= window.to) return [];
  const expected = `a time between ${window.from} and ${window.to}, when this session may be held`;
  return [{ place: kind, found: `${from} to ${to}`, expected }];
}

function declineFaults(scene: Scene, { kind, session, person }: Of<'declined'>): Fault[] {
  const planned = scene.sessions.find((one) => one.session === session);
  if (planned === undefined) {
    return [{ place: kind, found: shown(session), expected: 'the id of a session of the plan' }];
  }
  if (!sits(person, planned)) {
    const who = planned.people.map((seated) => seated.person).join(', ') || 'nobody';
    return [{ place: kind, found: shown(person), expected: `somebody who sits in ${session}: ${who}` }];
  }
  if (!scene.begun.has(session)) return [];
  return [{ place: kind, found: `${session}, which has begun`, expected: 'a session that has not begun' }];
}

function lateFaults(scene: Scene, { kind, candidate, minutes }: Of<'late'>): Fault[] {
  const faults = unknown(kind, 'candidate', candidate, scene.problem.candidates);
  if (faults.length > 0) return faults;
  if (!Number.isInteger(minutes) || minutes < 1) {
    return [{ place: kind, found: shown(minutes), expected: 'minutes, a whole number from 1' }];
  }
  if (nextStart(scene, candidate) !== undefined) return [];
  return [{ place: kind, found: shown(candidate), expected: 'a candidate with a session still to come' }];
}

function unknown(
  place: string,
  what: string,
  id: string,
  known: readonly { readonly id: string }[],
): Fault[] {
  if (known.some((one) => one.id === id)) return [];
  return [{ place, found: shown(id), expected: `the id of a ${what} of the problem` }];
}

function orderFaults(place: string, from: string, to: string): Fault[] {
  if (minuteOf(from) < minuteOf(to)) return [];
  return [{ place, found: shown(to), expected: `a time after ${from}` }];
}
