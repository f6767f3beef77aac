/** Which rows of a long board are drawn. */

/** Rows from `first` up to, and without, `last`; `before` and `after` are the pixels that the others would take. */
export type RowWindow = {
  readonly first: number;
  readonly last: number;
  readonly before: number;
  readonly after: number;
};

/** What is seen of the board, in pixels; `row` is the height of one row, 0 while it is not known. */
type Sight = { readonly top: number; readonly height: number; readonly row: number };

/** So many rows are always drawn whole: the browser's own search finds everybody then. */
const SMALL = 60;
/** More than a page of the keyboard, so that the cell it leads to is there. */
const AROUND = 14;
/** The window moves by so many rows at a time. */
const STEP = 6;
/** Before the board was measured. */
const AT_FIRST = 40;

export function windowOf(count: number, { top, height, row }: Sight): RowWindow {
  if (count <= SMALL) return { first: 0, last: count, before: 0, after: 0 };
  if (row === 0) return { first: 0, last: Math.min(count, AT_FIRST), before: 0, after: 0 };
  const reached = Math.floor(top / row / STEP) * STEP;
  const first = Math.max(0, reached - AROUND);
  const last = Math.min(count, reached + Math.ceil(height / row) + STEP + AROUND);
  return { first, last, before: first * row, after: (count - last) * row };
}
