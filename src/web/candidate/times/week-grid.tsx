/**
 * A week to paint: with the mouse or a pen by drawing over cells, with a finger by tapping them, with the keyboard by
 * arrow keys and Space. The list beside it says the same in words.
 */
import { useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode } from 'react';
import { dayWords, shortDay } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { covers, touches, withoutSpan, withSpan, type Painted } from './painted.ts';
import type { Cell, Column, Week } from './week.ts';

type Props = {
  readonly week: Week;
  readonly painted: Painted;
  readonly onPaint: (next: (painted: Painted) => Painted) => void;
  readonly describedBy: string;
};

/** Which cell has the focus: a column, and a row of the hours shown. */
type At = { readonly column: number; readonly row: number };

const MOVES: Readonly<Record<string, At>> = {
  ArrowLeft: { column: -1, row: 0 },
  ArrowRight: { column: 1, row: 0 },
  ArrowUp: { column: 0, row: -1 },
  ArrowDown: { column: 0, row: 1 },
};

export function WeekGrid({ week, painted, onPaint, describedBy }: Props): ReactNode {
  const [at, setAt] = useState<At>({ column: 0, row: 0 });
  /** What the stroke that is being drawn does. */
  const stroke = useRef<'paint' | 'wipe'>(undefined);
  const put = (cell: Cell, how: 'paint' | 'wipe'): void =>
    onPaint((before) => (how === 'paint' ? withSpan(before, cell) : withoutSpan(before, cell)));
  const begin = (cell: Cell, event: PointerEvent): void => {
    // A finger that moves scrolls the page.
    if (event.pointerType === 'touch') return;
    stroke.current = covers(painted, cell) ? 'wipe' : 'paint';
    put(cell, stroke.current);
  };
  const tap = (cell: Cell): void => put(cell, covers(painted, cell) ? 'wipe' : 'paint');
  const move = (event: KeyboardEvent<HTMLTableElement>): void => {
    const next = nextCell(at, event.key, week);
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
    event.currentTarget.querySelector<HTMLElement>(`[data-at="${next.column} ${next.row}"]`)?.focus();
  };
  return (
    <table
      className="week"
      role="grid"
      aria-describedby={describedBy}
      aria-label={t('times.grid')}
      onPointerUp={() => (stroke.current = undefined)}
      onPointerLeave={() => (stroke.current = undefined)}
      onKeyDown={move}
    >
      <thead>
        <tr>
          <td aria-hidden="true" />
          {week.columns.map((column) => (
            <DayHead key={column.date} column={column} painted={painted} onPaint={onPaint} />
          ))}
        </tr>
      </thead>
      <tbody>
        {week.hours.map((hour, row) => (
          <tr key={hour}>
            <th scope="row">{hour}:00</th>
            {week.columns.map(({ date, cells }, column) => (
              <GridCell
                key={date}
                at={{ column, row }}
                isCurrent={at.column === column && at.row === row}
                label={`${dayWords(`${date}T12:00:00Z`, 'UTC')}, ${hour}:00`}
                cell={cells[row]}
                painted={painted}
                onBegin={begin}
                onOver={(cell) => stroke.current !== undefined && put(cell, stroke.current)}
                onTap={tap}
                onFocus={() => setAt({ column, row })}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Where an arrow key leads; undefined for other keys. */
function nextCell({ column, row }: At, key: string, { columns, hours }: Week): At | undefined {
  const by = MOVES[key];
  if (by === undefined) return undefined;
  return { column: within(column + by.column, columns.length), row: within(row + by.row, hours.length) };
}

function within(place: number, count: number): number {
  return Math.min(Math.max(0, place), Math.max(0, count - 1));
}

type HeadProps = Pick<Props, 'painted' | 'onPaint'> & { readonly column: Column };

/** The whole day at once. */
function DayHead({ column, painted, onPaint }: HeadProps): ReactNode {
  const cells = column.cells.filter((cell) => cell !== undefined);
  const noon = `${column.date}T12:00:00Z`;
  const all = cells.length > 0 && cells.every((cell) => covers(painted, cell));
  const words = shortDay(noon, 'UTC').split(' ');
  return (
    <th scope="col">
      <button
        type="button"
        disabled={cells.length === 0}
        aria-pressed={all}
        aria-label={t('times.wholeDay', { day: dayWords(noon, 'UTC') })}
        onClick={() => onPaint((before) => cells.reduce(all ? withoutSpan : withSpan, before))}
      >
        <span>{words[0]}</span> <span>{words.slice(1).join(' ')}</span>
      </button>
    </th>
  );
}

type CellProps = {
  readonly at: At;
  readonly isCurrent: boolean;
  readonly label: string;
  readonly cell: Cell | undefined;
  readonly painted: Painted;
  readonly onBegin: (cell: Cell, event: PointerEvent) => void;
  readonly onOver: (cell: Cell) => void;
  readonly onTap: (cell: Cell) => void;
  readonly onFocus: () => void;
};

function GridCell({ at, isCurrent, label, cell, painted, ...on }: CellProps): ReactNode {
  const place = { 'data-at': `${at.column} ${at.row}`, tabIndex: isCurrent ? 0 : -1, onFocus: on.onFocus };
  if (cell === undefined) {
    return (
      <td role="gridcell" {...place} aria-disabled="true" aria-label={t('times.closed', { when: label })} />
    );
  }
  const isFull = covers(painted, cell);
  const state = isFull ? 'full' : touches(painted, cell) ? 'part' : 'none';
  return (
    <td
      role="gridcell"
      {...place}
      aria-selected={isFull}
      aria-label={state === 'part' ? t('times.partly', { when: label }) : label}
      data-painted={state}
      onPointerDown={(event) => {
        // So that the stroke is heard by the cells it goes over.
        if (event.currentTarget.hasPointerCapture(event.pointerId)) {
          event.currentTarget.releasePointerCapture(event.pointerId);
        }
        on.onBegin(cell, event);
      }}
      onPointerEnter={() => on.onOver(cell)}
      onClick={(event) => {
        // A mouse has painted already when it was pressed; what is left are fingers and helpers that press for somebody.
        if (
          event.nativeEvent instanceof globalThis.PointerEvent &&
          event.nativeEvent.pointerType !== 'touch' &&
          event.detail > 0
        )
          return;
        on.onTap(cell);
      }}
      onKeyDown={(event) => {
        if (event.key !== ' ' && event.key !== 'Enter') return;
        event.preventDefault();
        on.onTap(cell);
      }}
    />
  );
}
