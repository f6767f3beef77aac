import type { BoardSession } from '#contract/superday.ts';
import type { BoardRow } from './board-model.ts';
import type { Names } from './board-words.ts';

/** What both forms of the board are given: the rows to show and the sessions of the day. */
export type BoardProps = {
  readonly rows: readonly BoardRow[];
  readonly sessions: readonly BoardSession[];
  readonly timeZone: string;
  readonly names: Names;
  /** Key of the row that is picked out. */
  readonly picked: string | undefined;
  /** Picks a row out, or lets it go again. */
  readonly onPick: (key: string) => void;
};
