import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { leastShipped } from './day-room.ts';

/** The cheapest way to give each shipment one date whole, by trying all. */
function cheapestWhole(
  shipments: readonly { readonly places: number; readonly costs: readonly number[] }[],
  room: readonly number[],
): number {
  const [first, ...rest] = shipments;
  if (first === undefined) return 0;
  return Math.min(
    ...first.costs.map((cost, day) => {
      const left = (room[day] ?? Infinity) - first.places;
      if (left < 0) return Infinity;
      return (
        cost +
        cheapestWhole(
          rest,
          room.with(Math.min(day, room.length - 1), day < room.length ? left : (room.at(-1) ?? 0)),
        )
      );
    }),
  );
}

const shipmentsOf = (places: fc.Arbitrary<number>): fc.Arbitrary<{ places: number; costs: number[] }[]> =>
  fc.array(
    fc.record({ places, costs: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 3, maxLength: 3 }) }),
    { maxLength: 6 },
  );
const ROOM = fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2, maxLength: 2 });

test('shipments of one place each cost what the cheapest way of all costs', () => {
  fc.assert(
    fc.property(shipmentsOf(fc.constant(1)), ROOM, (shipments, room) => {
      assert.equal(leastShipped(shipments, room), cheapestWhole(shipments, room));
    }),
  );
});

test('larger shipments never cost more than when each goes whole', () => {
  let less = 0;
  fc.assert(
    fc.property(shipmentsOf(fc.integer({ min: 1, max: 4 })), ROOM, (shipments, room) => {
      const whole = cheapestWhole(shipments, room);
      const least = leastShipped(shipments, room);
      assert.ok(least <= whole);
      less += Number(least < whole);
    }),
    { seed: 5 },
  );
  assert.ok(less > 0, 'no shipment was ever parted');
});
