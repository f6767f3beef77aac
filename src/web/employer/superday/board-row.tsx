import { memo, type CSSProperties, type ReactNode } from 'react';
import type { BoardSession } from '#contract/superday.ts';
import type { Interval } from '#domain/planning/loop-problem.ts';
import { KindSign } from '#web/parts/kind-sign.tsx';
import { placeOf, type Span } from '#web/parts/timeline-geometry.ts';
import type { BoardRow, Cell } from './board-model.ts';
import { companyWords, rowWords, sessionWords, type Names } from './board-words.ts';

type Props = {
  readonly row: BoardRow;
  readonly index: number;
  readonly span: Span;
  readonly timeZone: string;
  readonly names: Names;
  /** The column that the keyboard has reached, in the row where it is. */
  readonly column: number | undefined;
  readonly inCompany: boolean;
  /** Ids of the sessions that stand out, separated by spaces. */
  readonly lit: string;
  readonly picked: boolean;
  readonly onPick: (key: string) => void;
  readonly onReach: (cell: Cell) => void;
};

/** One row; drawn again only when something of its own changed. */
export const BoardRowLine: (props: Props) => ReactNode = memo(Row, (a, b) =>
  (['row', 'index', 'span', 'names', 'column', 'inCompany', 'lit', 'picked'] as const).every(
    (name) => a[name] === b[name],
  ),
);

function Row(props: Props): ReactNode {
  const { row, index, span, timeZone, names, column, inCompany, picked, onPick, onReach } = props;
  const lit = new Set(props.lit.split(' '));
  return (
    <tr
      className="board-row"
      aria-rowindex={index + 2}
      data-row={row.key}
      data-kind-of={row.kind}
      data-company={inCompany}
    >
      <th scope="row" className="board-name">
        <button
          type="button"
          data-cell={`${index}:0`}
          tabIndex={column === 0 ? 0 : -1}
          aria-pressed={picked}
          title={rowWords(row, names, timeZone)}
          onClick={() => onPick(row.key)}
          onFocus={() => onReach({ row: index, column: 0 })}
        >
          {row.name}
          <span className="hidden">. {rowWords(row, names, timeZone)}</span>
        </button>
      </th>
      <td>
        <div className="board-track">
          {row.busy.map((busy) => (
            <Busy key={busy.start} busy={busy} span={span} />
          ))}
          {row.sessions.map((session, place) => (
            <Block
              key={session.id}
              session={session}
              span={span}
              below={companyWords(session, row, names)}
              words={sessionWords(session, names, timeZone)}
              cell={{ row: index, column: place + 1 }}
              reached={column === place + 1}
              lit={lit.has(session.id)}
              onReach={onReach}
            />
          ))}
        </div>
      </td>
    </tr>
  );
}

function Busy({ busy, span }: { readonly busy: Interval; readonly span: Span }): ReactNode {
  const place = placeOf(busy, span);
  if (place === undefined) return null;
  return <span className="board-busy" style={{ left: `${place.left}%`, width: `${place.width}%` }} />;
}

type BlockProps = {
  readonly session: BoardSession;
  readonly span: Span;
  readonly below: string;
  readonly words: string;
  readonly cell: Cell;
  readonly reached: boolean;
  readonly lit: boolean;
  readonly onReach: (cell: Cell) => void;
};

function Block({ session, span, below, words, cell, reached, lit, onReach }: BlockProps): ReactNode {
  const place = placeOf(session, span);
  if (place === undefined) return null;
  const style: CSSProperties = { left: `${place.left}%`, width: `${place.width}%` };
  return (
    <button
      type="button"
      className="board-block"
      data-kind={session.kind}
      data-lit={lit}
      data-cell={`${cell.row}:${cell.column}`}
      tabIndex={reached ? 0 : -1}
      title={words}
      style={style}
      onFocus={() => onReach(cell)}
    >
      <span className="board-block-title">
        <KindSign kind={session.kind} />
        {session.title}
      </span>
      {below !== '' && <span className="board-block-below">{below}</span>}
    </button>
  );
}
