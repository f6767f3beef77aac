/** The narrow form of the board: each row unfolds into its sessions. */
import type { ReactNode } from 'react';
import { KindSign } from '#web/parts/kind-sign.tsx';
import { hoursWords } from '#web/time-words.ts';
import type { BoardProps } from './board-props.ts';
import { companyWords, rowWords } from './board-words.ts';

export function BoardList({ rows, timeZone, names }: BoardProps): ReactNode {
  return (
    <ul className="board-list">
      {rows.map((row) => (
        <li key={row.key}>
          <details>
            <summary>
              <span className="board-list-name">{row.name}</span>
              <span className="board-list-words">{rowWords(row, names, timeZone)}</span>
            </summary>
            <ol>
              {row.sessions.map((session) => (
                <li key={session.id} data-kind={session.kind}>
                  <span className="board-list-time">{hoursWords(session, timeZone)}</span>
                  <span className="board-list-title">
                    <KindSign kind={session.kind} /> {session.title}
                  </span>
                  <span className="board-list-words">
                    {[
                      companyWords(session, row, names),
                      ...(session.room === undefined ? [] : [session.room.name]),
                    ]
                      .filter((words) => words !== '')
                      .join(' · ')}
                  </span>
                </li>
              ))}
            </ol>
          </details>
        </li>
      ))}
    </ul>
  );
}
