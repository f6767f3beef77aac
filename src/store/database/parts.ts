/** PostgreSQL takes 65,535 parameters a statement; the widest of our rows has 14. */
const ROWS = 4000;

/** Writes many rows in as few statements as the server takes, one after the other; no rows, no statement. */
export async function inParts<T, R>(rows: readonly T[], write: (part: T[]) => Promise<R>): Promise<R[]> {
  const written: R[] = [];
  for (let from = 0; from < rows.length; from += ROWS)
    written.push(await write(rows.slice(from, from + ROWS)));
  return written;
}
