import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { NEVER } from '#solver/model/model.ts';
import { assignedColumns, assignedCost, newAssignment, popPlace, pushPlace } from './assignment.ts';

/** The cheapest by trying every way. */
function tryAll(rows: readonly (readonly number[])[], used: readonly number[] = []): number {
  const row = rows[used.length];
  if (row === undefined) return 0;
  let least = NEVER;
  row.forEach((cost, column) => {
    if (cost >= NEVER || used.includes(column)) return;
    const rest = tryAll(rows, [...used, column]);
    if (rest < NEVER) least = Math.min(least, cost + rest);
  });
  return least;
}

const cost = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: -30, max: 60 }) },
  { weight: 1, arbitrary: fc.constant(NEVER) },
);
const table = fc.array(fc.array(cost, { minLength: 5, maxLength: 5 }), { minLength: 1, maxLength: 4 });

test('the assignment costs what the cheapest of all assignments costs', () => {
  fc.assert(
    fc.property(table, (rows) => {
      const assignment = newAssignment(5);
      const totals = rows.map((row) => pushPlace(assignment, Int32Array.from(row)));
      const expected = tryAll(rows);
      if (expected >= NEVER) return totals.some((total) => total >= NEVER);
      const columns = assignedColumns(assignment);
      assert.equal(assignedCost(assignment), expected);
      assert.equal(new Set(columns).size, rows.length);
      return columns.reduce((sum, column, row) => sum + (rows[row]?.[column] ?? NEVER), 0) === expected;
    }),
    { seed: 1, numRuns: 400 },
  );
});

test('taking a place back leaves the assignment as it was', () => {
  fc.assert(
    fc.property(table, fc.array(cost, { minLength: 5, maxLength: 5 }), (rows, extra) => {
      const assignment = newAssignment(5);
      for (const row of rows) pushPlace(assignment, Int32Array.from(row));
      const before = [assignedCost(assignment), assignedColumns(assignment)];
      pushPlace(assignment, Int32Array.from(extra));
      popPlace(assignment);
      assert.deepEqual([assignedCost(assignment), assignedColumns(assignment)], before);
    }),
    { seed: 2, numRuns: 100 },
  );
});
