/** People for places: augmenting paths (Kuhn 1955), and where they end, who is short of whom (Hall 1935). */

/** A place and who may take it; nobody takes two places of one `group`. */
export type Place = { readonly people: readonly number[]; readonly group: number };

export type Filled =
  | { readonly people: readonly number[]; readonly short?: never }
  /** Places that together have too few people. */
  | { readonly short: readonly number[]; readonly people?: never };

/** `mayHold`: how many places a person may take. */
export function fillPlaces(places: readonly Place[], mayHold: (person: number) => number): Filled {
  const taken = places.map(() => -1);
  for (let place = 0; place < places.length; place += 1) {
    const short = augment({ places, taken, mayHold }, place);
    if (short !== undefined) return { short };
  }
  return { people: taken };
}

/** Different people for all places. */
export function matchPeople(mayFill: readonly (readonly number[])[]): Filled {
  return fillPlaces(
    mayFill.map((people, group) => ({ people, group })),
    () => 1,
  );
}

type Filling = {
  readonly places: readonly Place[];
  readonly taken: number[];
  readonly mayHold: (person: number) => number;
};

/** Fills one more place, moving others where that helps; else the places that fall short. */
function augment({ places, taken, mayHold }: Filling, place: number): number[] | undefined {
  const asked = new Set<number>();
  const met = new Set<number>();
  const inGroup = new Set<string>();
  const finds = (from: number): boolean => {
    asked.add(from);
    const { people, group } = places[from] ?? { people: [], group: -1 };
    return people.some((person) => {
      const key = `${group} ${person}`;
      if (inGroup.has(key)) return false;
      inGroup.add(key);
      const here = taken.findIndex((holder, other) => holder === person && places[other]?.group === group);
      if (here >= 0 && here !== from) {
        if (!finds(here)) return false;
      } else if (!makesRoom(person)) return false;
      taken[from] = person;
      return true;
    });
  };
  const makesRoom = (person: number): boolean => {
    const held = taken.flatMap((holder, other) => (holder === person ? [other] : []));
    if (held.length < mayHold(person)) return true;
    if (met.has(person)) return false;
    met.add(person);
    return held.some((other) => finds(other));
  };
  return finds(place) ? undefined : [...asked];
}
