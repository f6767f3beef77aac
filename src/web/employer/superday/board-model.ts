/** What the board shows, apart from how it looks: rows, who belongs together, and where the arrow keys lead. */
import type { TimelineRow } from '#contract/day-search.ts';
import type { Board, BoardSession } from '#contract/superday.ts';
import type { Interval } from '#domain/planning/loop-problem.ts';
import { clockMinutesAt, minuteFrom, minuteOf } from '#domain/time/zoned.ts';
import type { Span } from '#web/parts/timeline-geometry.ts';

export const BOARD_VIEWS = ['candidates', 'people', 'rooms', 'all'] as const;
export type BoardView = (typeof BOARD_VIEWS)[number];
export type RowKind = TimelineRow['kind'];

/** `key` is unique on the board; `sessions` are those of the day, by start. */
export type BoardRow = {
  readonly key: string;
  readonly id: string;
  readonly kind: RowKind;
  readonly name: string;
  readonly busy: readonly Interval[];
  readonly sessions: readonly BoardSession[];
};

const SHOWN: Readonly<Record<BoardView, readonly RowKind[]>> = {
  candidates: ['candidate'],
  people: ['person'],
  rooms: ['room'],
  all: ['candidate', 'person', 'room'],
};

/** The rows that have a session on the day, in the board's order. */
export function boardRows(board: Board, sessions: readonly BoardSession[]): BoardRow[] {
  const byRow = new Map<string, BoardSession[]>();
  for (const session of sessions.toSorted((a, b) => minuteOf(a.start) - minuteOf(b.start))) {
    for (const key of keysOf(session)) {
      const sofar = byRow.get(key);
      if (sofar === undefined) byRow.set(key, [session]);
      else sofar.push(session);
    }
  }
  return board.rows.flatMap(({ id, kind, name, busy }) => {
    const own = byRow.get(keyOf(kind, id));
    return own === undefined ? [] : [{ key: keyOf(kind, id), id, kind, name, busy, sessions: own }];
  });
}

/** Those of the view; where a row is picked out, that row and whoever has a session with it, of every kind. */
export function rowsShown(
  rows: readonly BoardRow[],
  view: BoardView,
  picked: BoardRow | undefined,
): BoardRow[] {
  if (picked === undefined) return rows.filter(({ kind }) => SHOWN[view].includes(kind));
  const near = companyOf(picked);
  return rows.filter(({ key }) => near.has(key));
}

/** The row itself and everyone of another kind who shares a session with it. */
export function companyOf({ key, kind, sessions }: BoardRow): ReadonlySet<string> {
  const others = sessions.flatMap(keysOf).filter((other) => !other.startsWith(`${kind} `));
  return new Set([key, ...others]);
}

/** Sessions of the row, and those of anyone in its company but rooms; the others step back. */
export function litBy(row: BoardRow, sessions: readonly BoardSession[]): ReadonlySet<string> {
  const company = [...companyOf(row)].filter((key) => key === row.key || !key.startsWith('room '));
  const near = new Set(company);
  return new Set(
    sessions.filter((session) => keysOf(session).some((key) => near.has(key))).map(({ id }) => id),
  );
}

/** A debrief is about the candidates, not with them. */
function keysOf({ kind, candidates, people, room }: BoardSession): string[] {
  return [
    ...(kind === 'debrief' ? [] : candidates.map((id) => keyOf('candidate', id))),
    ...people.map(({ id }) => keyOf('person', id)),
    ...(room === undefined ? [] : [keyOf('room', room.id)]),
  ];
}

function keyOf(kind: RowKind, id: string): string {
  return `${kind} ${id}`;
}

/** Full hours of the zone's clock around the sessions. */
export function hoursAround(sessions: readonly Interval[], zone: string): Span {
  const from = Math.min(...sessions.map(({ start }) => minuteOf(start)));
  const to = Math.max(...sessions.map(({ end }) => minuteFrom(end)));
  const over = clockMinutesAt(to, zone) % 60;
  return { from: from - (clockMinutesAt(from, zone) % 60), to: to + (over === 0 ? 0 : 60 - over) };
}

/** A place on the board; column 0 is the name, 1 the first session. */
export type Cell = { readonly row: number; readonly column: number };

const PAGE = 10;

/** Where a key leads from the cell; undefined for keys that lead nowhere. */
export function cellAfter(cell: Cell, key: string, rows: readonly BoardRow[]): Cell | undefined {
  const last = rows.length - 1;
  const sideways = (column: number): Cell => ({
    row: cell.row,
    column: Math.max(0, Math.min(column, rows[cell.row]?.sessions.length ?? 0)),
  });
  const upright = (row: number): Cell => nearest(cell, Math.max(0, Math.min(row, last)), rows);
  switch (key) {
    case 'ArrowLeft':
      return sideways(cell.column - 1);
    case 'ArrowRight':
      return sideways(cell.column + 1);
    case 'Home':
      return sideways(0);
    case 'End':
      return sideways(Infinity);
    case 'ArrowUp':
      return upright(cell.row - 1);
    case 'ArrowDown':
      return upright(cell.row + 1);
    case 'PageUp':
      return upright(cell.row - PAGE);
    case 'PageDown':
      return upright(cell.row + PAGE);
    default:
      return undefined;
  }
}

/** In another row, the name from the name, else the session that starts nearest to where one was. */
function nearest({ row, column }: Cell, to: number, rows: readonly BoardRow[]): Cell {
  const from = rows[row]?.sessions[column - 1];
  if (from === undefined) return { row: to, column: 0 };
  const away = (rows[to]?.sessions ?? []).map(({ start }) =>
    Math.abs(minuteOf(start) - minuteOf(from.start)),
  );
  return { row: to, column: away.indexOf(Math.min(...away)) + 1 };
}
