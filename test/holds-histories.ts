/** What happens to offers, holds and bookings, by chance and in the order that the model is to be tried with. */
import fc from 'fast-check';

export const PEOPLE: number = 3;
export const CANDIDATES: number = 3;

/** Who is wanted when: places in the list of people, and quarters of an hour from 9:00 on. */
export type Wanted = { readonly person: number; readonly from: number; readonly length: number };
export type Plan = readonly Wanted[];
export type Command =
  | { readonly do: 'offer'; readonly candidate: number; readonly plans: readonly Plan[] }
  | { readonly do: 'choose'; readonly candidate: number; readonly day: number }
  | { readonly do: 'lapse' | 'withdraw' | 'cancel'; readonly candidate: number }
  | { readonly do: 'book' | 'move'; readonly candidate: number; readonly plan: Plan };

const wanted = fc.record({
  person: fc.integer({ min: 0, max: PEOPLE - 1 }),
  from: fc.integer({ min: 0, max: 7 }),
  length: fc.integer({ min: 1, max: 3 }),
});
/** Nobody twice within one plan. */
const plan: fc.Arbitrary<Plan> = fc.uniqueArray(wanted, {
  minLength: 1,
  maxLength: 2,
  selector: ({ person }) => person,
});
const candidate = fc.integer({ min: 0, max: CANDIDATES - 1 });
const command: fc.Arbitrary<Command> = fc.oneof(
  fc.record({
    do: fc.constant('offer' as const),
    candidate,
    plans: fc.array(plan, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({ do: fc.constant('choose' as const), candidate, day: fc.integer({ min: 0, max: 2 }) }),
  fc.record({ do: fc.constantFrom('lapse' as const, 'withdraw' as const, 'cancel' as const), candidate }),
  fc.record({ do: fc.constantFrom('book' as const, 'move' as const), candidate, plan }),
);

/** Somebody is offered a day, lets it lapse, and somebody else comes for it: by chance alone few histories have that. */
const lapsing: fc.Arbitrary<readonly Command[]> = fc
  .tuple(
    candidate,
    fc.integer({ min: 1, max: CANDIDATES - 1 }),
    plan,
    fc.constantFrom('offer', 'book', 'move'),
  )
  .map(([first, further, day, next]): readonly Command[] => {
    const second = (first + further) % CANDIDATES;
    const comes: Command =
      next === 'offer'
        ? { do: 'offer', candidate: second, plans: [day] }
        : { do: next === 'book' ? 'book' : 'move', candidate: second, plan: day };
    return [{ do: 'offer', candidate: first, plans: [day] }, { do: 'lapse', candidate: first }, comes];
  });
export const history: fc.Arbitrary<readonly Command[]> = fc
  .array(fc.oneof({ weight: 5, arbitrary: command.map((one) => [one]) }, { weight: 1, arbitrary: lapsing }), {
    minLength: 5,
    maxLength: 25,
  })
  .map((parts) => parts.flat());

export function meet(one: Plan, other: Plan): boolean {
  return one.some((a) =>
    other.some((b) => a.person === b.person && a.from < b.from + b.length && b.from < a.from + a.length),
  );
}
