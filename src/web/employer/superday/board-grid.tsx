/** The wide form of the board: a table whose names and hours stay in sight, walked with the arrow keys. */
import { useMemo, useState, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import { hourTicks, type Span } from '#web/parts/timeline-geometry.ts';
import { t } from '#web/words/words.ts';
import { cellAfter, companyOf, hoursAround, litBy, type Cell } from './board-model.ts';
import type { BoardProps } from './board-props.ts';
import { BoardRowLine } from './board-row.tsx';
import { rowWords } from './board-words.ts';
import { useLingering } from './use-lingering.ts';
import { useRowWindow } from './use-row-window.ts';

const NOTHING: ReadonlySet<string> = new Set();

export function BoardGrid({ rows, sessions, timeZone, names, picked, onPick }: BoardProps): ReactNode {
  const [at, setAt] = useState<Cell>({ row: 0, column: 0 });
  const [focused, setFocused] = useState<string>();
  const hovered = useLingering();
  const { scroller, body, ...drawn } = useRowWindow(rows.length);
  const span = useMemo(() => hoursAround(sessions, timeZone), [sessions, timeZone]);
  const about = rows.find(({ key }) => key === (hovered.key ?? focused));
  const lit = useMemo(() => (about === undefined ? NOTHING : litBy(about, sessions)), [about, sessions]);
  const company = useMemo(() => (about === undefined ? NOTHING : companyOf(about)), [about]);
  const walk = (event: KeyboardEvent): void => {
    const next = cellAfter(at, event.key, rows);
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
    const cell = body.current?.querySelector(`[data-cell="${next.row}:${next.column}"]`);
    if (cell instanceof HTMLElement) cell.focus();
  };
  const hours = (span.to - span.from) / 60;
  // Where the row that the keyboard reached is out of sight, the board is entered at the first that is drawn.
  const reached = at.row >= drawn.first && at.row < drawn.last ? at : { row: drawn.first, column: 0 };
  return (
    <>
      <div ref={scroller} className="board-scroll" style={{ '--hours': hours } as CSSProperties}>
        <table className="board-table" data-about={about !== undefined} aria-rowcount={rows.length + 1}>
          <Hours span={span} timeZone={timeZone} />
          <tbody
            ref={body}
            onKeyDown={walk}
            onPointerOver={(event) => hovered.over(keyAt(event.target))}
            onPointerLeave={() => hovered.over(undefined)}
            onFocus={(event) => setFocused(keyAt(event.target))}
            onBlur={() => setFocused(undefined)}
          >
            <Undrawn height={drawn.before} />
            {rows.slice(drawn.first, drawn.last).map((row, place) => (
              <BoardRowLine
                key={row.key}
                row={row}
                index={drawn.first + place}
                span={span}
                timeZone={timeZone}
                names={names}
                column={reached.row === drawn.first + place ? reached.column : undefined}
                inCompany={company.has(row.key)}
                lit={litIn(row.sessions, lit)}
                picked={picked === row.key}
                onPick={onPick}
                onReach={setAt}
              />
            ))}
            <Undrawn height={drawn.after} />
          </tbody>
        </table>
      </div>
      <p className="board-about" aria-hidden="true">
        {about === undefined ? t('board.hint') : `${about.name}: ${rowWords(about, names, timeZone)}`}
      </p>
    </>
  );
}

/** As text, so that only rows in which something changed are drawn again. */
function litIn(sessions: readonly { readonly id: string }[], lit: ReadonlySet<string>): string {
  if (lit.size === 0) return '';
  return sessions
    .filter(({ id }) => lit.has(id))
    .map(({ id }) => id)
    .join(' ');
}

function keyAt(target: EventTarget): string | undefined {
  const row = target instanceof Element ? target.closest('tr') : null;
  return row?.dataset['row'];
}

/** The place of the rows that are out of sight. */
function Undrawn({ height }: { readonly height: number }): ReactNode {
  if (height === 0) return null;
  return (
    <tr aria-hidden="true">
      <td colSpan={2} style={{ height }} />
    </tr>
  );
}

function Hours({ span, timeZone }: { readonly span: Span; readonly timeZone: string }): ReactNode {
  return (
    <thead>
      <tr>
        <th scope="col" className="board-corner">
          <span className="hidden">{t('board.name')}</span>
        </th>
        <th scope="col" className="board-hours">
          <span className="hidden">{t('board.sessionsOf')}</span>
          {hourTicks(span, timeZone).map((tick) => (
            <span key={tick.at} aria-hidden="true" style={{ left: `${tick.at}%` }}>
              {tick.hour}:00
            </span>
          ))}
        </th>
      </tr>
    </thead>
  );
}
