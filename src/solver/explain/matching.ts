/** Different people for places: augmenting paths (Kuhn 1955), and where they end, who is short of whom (Hall 1935). */

export type Matched =
  | { readonly people: readonly number[]; readonly short?: never }
  /** Places that together have fewer people than there are places. */
  | { readonly short: readonly number[]; readonly people?: never };

/** `mayFill`: for each place the people who may take it. */
export function matchPeople(mayFill: readonly (readonly number[])[]): Matched {
  const placeOf = new Map<number, number>();
  for (let place = 0; place < mayFill.length; place += 1) {
    const seen = new Set<number>();
    const asked = new Set<number>();
    const finds = (from: number): boolean => {
      asked.add(from);
      return (mayFill[from] ?? []).some((person) => {
        if (seen.has(person)) return false;
        seen.add(person);
        const holder = placeOf.get(person);
        if (holder !== undefined && !finds(holder)) return false;
        placeOf.set(person, from);
        return true;
      });
    };
    if (!finds(place)) return { short: [...asked] };
  }
  const people = mayFill.map(() => -1);
  for (const [person, place] of placeOf) people[place] = person;
  return { people };
}
