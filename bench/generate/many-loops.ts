import type { LoopProblem, ProblemLoop } from '#domain/planning/loop-problem.ts';
import { instantText, minuteAt } from '#domain/time/zoned.ts';
import { type Dice, diceOf } from './dice.ts';
import { HOURS, person, workingDays, ZONE } from './people.ts';
import { POOLS, sessionsOf } from './sessions.ts';

/** A department sees ten candidates with its twenty people; what grows is the number of departments. */
const LOOPS = 10;
const PEOPLE = 20;

/** `count` loops within one week, two people for each loop, rooms of the house for all. */
export function manyLoopsProblem(seed: number, count: number): LoopProblem {
  const dice = diceOf(seed);
  const days = workingDays(5);
  const departments = Math.ceil(count / LOOPS);
  const people = Array.from({ length: departments * PEOPLE }, (_, index) => person(dice, `p${index}`, days));
  const pools = Array.from({ length: departments }, (_, department) => {
    const ids = people.slice(department * PEOPLE, (department + 1) * PEOPLE).map(({ id }) => id);
    return POOLS.map((name) => [`${name}${department}`, dice.some(ids, name === 'lead' ? 8 : 12)] as const);
  });
  const small = Math.ceil(count / 3) + 2;
  const rooms = Array.from({ length: small + Math.ceil(count / 8) + 1 }, (_, index) => ({
    id: `r${index}`,
    features: [index < small ? 'small' : 'large'],
  }));
  return {
    format: 'loop-problem/1',
    timeZone: ZONE,
    grid: 15,
    days,
    hours: HOURS,
    people,
    pools: Object.fromEntries(pools.flat()),
    rooms,
    candidates: Array.from({ length: count }, (_, index) => candidate(dice, `c${index}`, days)),
    loops: Array.from({ length: count }, (_, index) => loop(dice, index)),
  };
}

function candidate(dice: Dice, id: string, days: readonly string[]): LoopProblem['candidates'][number] {
  return {
    id,
    available: dice.some(days, 3).map((date) => ({
      start: instantText(minuteAt(date, HOURS.from, ZONE), ZONE),
      end: instantText(minuteAt(date, HOURS.to, ZONE), ZONE),
    })),
  };
}

function loop(dice: Dice, index: number): ProblemLoop {
  const department = Math.floor(index / LOOPS);
  const sessions = sessionsOf(`l${index}-`, dice.between(4, 6), (name) => `${name}${department}`);
  return { id: `l${index}`, candidate: `c${index}`, sessions };
}
