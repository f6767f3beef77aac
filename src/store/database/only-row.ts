/** The row of a statement that has exactly one, whatever is stored; throws where it has another number. */
export function onlyRow<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined || rows.length > 1) {
    throw new Error(`a statement that has one row has ${rows.length}`);
  }
  return row;
}
