import type { Broken } from './broken.ts';
import { attendedOf, type Facts, loopsPlaced } from './facts.ts';

/** Nobody sits in two of a loop's own sessions, debriefs aside, unless the loop lets them meet again. */
export function again(facts: Facts): readonly Broken[] {
  return loopsPlaced(facts).flatMap(({ id, meetAgain }): readonly Broken[] => {
    if (meetAgain === true) return [];
    const met = attendedOf(facts, id)
      .filter(({ owner }) => owner === id)
      .flatMap(({ people }) => people.map(({ person }) => person));
    const twice = met.find((person, index) => met.indexOf(person) < index);
    return twice === undefined ? [] : [{ rule: 'again', loop: id, text: `${twice} is met twice` }];
  });
}
