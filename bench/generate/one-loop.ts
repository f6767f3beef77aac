import type { LoopProblem } from '#domain/planning/loop-problem.ts';
import { instantText, minuteAt } from '#domain/time/zoned.ts';
import { diceOf } from './dice.ts';
import { HOURS, person, workingDays, ZONE } from './people.ts';
import { POOLS, sessionsOf } from './sessions.ts';

/** One candidate to be seen within two weeks: 6 to 8 sessions, 20 to 60 people with calendars about half full. */
export function oneLoopProblem(seed: number): LoopProblem {
  const dice = diceOf(seed);
  const days = workingDays(10);
  const people = Array.from({ length: dice.between(20, 60) }, (_, index) => person(dice, `p${index}`, days));
  const ids = people.map(({ id }) => id);
  const pools = POOLS.map((name) => [name, dice.some(ids, sizeOf(name, ids.length))] as const);
  return {
    format: 'loop-problem/1',
    timeZone: ZONE,
    grid: 15,
    days,
    hours: HOURS,
    people,
    pools: Object.fromEntries(pools),
    rooms: ['small', 'small', 'large'].map((kind, index) => ({ id: `r${index}`, features: [kind] })),
    candidates: [
      {
        id: 'c',
        available: dice.some(days, dice.between(3, 6)).map((date) => ({
          start: instantText(minuteAt(date, HOURS.from, ZONE), ZONE),
          end: instantText(minuteAt(date, HOURS.to, ZONE), ZONE),
        })),
      },
    ],
    loops: [{ id: 'l', candidate: 'c', sessions: sessionsOf('', dice.between(6, 8), (name) => name) }],
  };
}

/** Few lead a team; about a third of the people do each of the rest. */
function sizeOf(pool: string, people: number): number {
  return pool === 'lead' ? 4 : Math.max(6, Math.round(people / 3));
}
