/** Candidates, people and rooms by time: who is where, and with whom. */
import { useState, type ReactNode } from 'react';
import { Button, SegmentedControl } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { Board as BoardData, BoardSession } from '#contract/superday.ts';
import { KINDS } from '#domain/planning/loop-problem.ts';
import { Icon } from '#web/parts/icons.tsx';
import { KindSign } from '#web/parts/kind-sign.tsx';
import { byDate } from '#web/parts/timeline-geometry.ts';
import { dayWords, zoneCity } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { BoardGrid } from './board-grid.tsx';
import { BoardList } from './board-list.tsx';
import { BOARD_VIEWS, boardRows, rowsShown, type BoardRow, type BoardView } from './board-model.ts';
import type { Names } from './board-words.ts';

/** Below it the board is a list: time needs width. */
const NARROW = '(max-width: 40em)';

type Props = {
  readonly board: BoardData;
  /** The opening's zone, whose hours the board shows. */
  readonly timeZone: string;
  /** What can be done with a row that is picked out. */
  readonly actionOf?: (row: BoardRow) => ReactNode;
};

export function Board({ board, timeZone, actionOf }: Props): ReactNode {
  const [view, setView] = useState<BoardView>('candidates');
  const [date, setDate] = useState<string>();
  const [picked, setPicked] = useState<string>();
  const narrow = useMediaQuery(NARROW, undefined, { getInitialValueInEffect: false });
  const days = byDate(board.sessions, timeZone);
  const day = days.find((one) => one.date === date) ?? days[0];
  if (day === undefined) return null;
  const all = boardRows(board, day.items);
  const only = all.find(({ key }) => key === picked);
  const rows = rowsShown(all, view, only);
  const shown = {
    rows,
    sessions: day.items,
    timeZone,
    names: namesIn(board),
    picked: only?.key,
    onPick: (key: string) => setPicked(key === picked ? undefined : key),
  };
  return (
    <section className="board" aria-label={t('board.title')}>
      <div className="board-bar">
        <Switch view={view} onView={setView} disabled={only !== undefined} />
        {days.length > 1 && (
          <SegmentedControl
            aria-label={t('board.day')}
            value={day.date}
            onChange={setDate}
            data={days.map((one) => ({
              value: one.date,
              label: dayWords(one.items[0]?.start ?? '', timeZone),
            }))}
          />
        )}
        <Button
          variant="default"
          className="board-print"
          leftSection={<Icon name="print" />}
          onClick={() => window.print()}
        >
          {t('board.print')}
        </Button>
      </div>
      <p className="board-day">
        {dayWords(day.items[0]?.start ?? '', timeZone)} · {t('board.clock', { city: zoneCity(timeZone) })}
      </p>
      {only !== undefined && (
        <p className="board-only">
          <span>{t('board.only', { name: only.name })}</span>
          <button type="button" className="as-link" onClick={() => setPicked(undefined)}>
            {t('board.everyone')}
          </button>
          {actionOf?.(only)}
        </p>
      )}
      {narrow === true ? <BoardList {...shown} /> : <BoardGrid key={`${day.date} ${view}`} {...shown} />}
      <Legend sessions={day.items} />
    </section>
  );
}

type SwitchProps = {
  readonly view: BoardView;
  readonly onView: (view: BoardView) => void;
  readonly disabled: boolean;
};

function Switch({ view, onView, disabled }: SwitchProps): ReactNode {
  return (
    <SegmentedControl
      aria-label={t('board.show')}
      value={view}
      disabled={disabled}
      onChange={(value) => onView(BOARD_VIEWS.find((one) => one === value) ?? 'candidates')}
      data={BOARD_VIEWS.map((one) => ({ value: one, label: t(`board.views.${one}`) }))}
    />
  );
}

/** Each kind by its colour and its sign. */
function Legend({ sessions }: { readonly sessions: readonly BoardSession[] }): ReactNode {
  const there = new Set(sessions.map(({ kind }) => kind));
  return (
    <ul className="board-legend" aria-label={t('board.legend')}>
      {KINDS.filter((kind) => there.has(kind)).map((kind) => (
        <li key={kind}>
          <span className="board-legend-sign" data-kind={kind}>
            <KindSign kind={kind} />
          </span>
          {t(`kind.${kind}`)}
        </li>
      ))}
      <li>
        <span className="timeline-key-busy" /> {t('timeline.busy')}
      </li>
    </ul>
  );
}

function namesIn({ rows }: BoardData): Names {
  return new Map(rows.filter(({ kind }) => kind === 'candidate').map(({ id, name }) => [id, name]));
}
