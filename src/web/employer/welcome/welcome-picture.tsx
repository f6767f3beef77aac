import type { ReactNode } from 'react';
import type { Kind } from '#domain/planning/loop-problem.ts';

/** Rows of a made-up day, in percent of the width: decoration only, hidden from readers. */
const ROWS: readonly (readonly { kind: Kind; left: number; width: number }[])[] = [
  [
    { kind: 'tour', left: 3, width: 9 },
    { kind: 'individual', left: 13, width: 17 },
    { kind: 'panel', left: 31, width: 17 },
    { kind: 'meal', left: 50, width: 15 },
    { kind: 'presentation', left: 67, width: 14 },
    { kind: 'individual', left: 82, width: 13 },
  ],
  [
    { kind: 'individual', left: 13, width: 17 },
    { kind: 'meal', left: 50, width: 15 },
    { kind: 'presentation', left: 67, width: 14 },
  ],
  [
    { kind: 'tour', left: 3, width: 9 },
    { kind: 'panel', left: 31, width: 17 },
    { kind: 'individual', left: 82, width: 13 },
  ],
  [
    { kind: 'panel', left: 31, width: 17 },
    { kind: 'presentation', left: 67, width: 14 },
  ],
];

export function WelcomePicture(): ReactNode {
  return (
    <div className="picture" aria-hidden="true">
      {ROWS.map((blocks, row) => (
        <div key={row} className="picture-row">
          {blocks.map((block) => (
            <span
              key={block.left}
              className="picture-block"
              data-kind={block.kind}
              style={{ left: `${block.left}%`, width: `${block.width}%` }}
            />
          ))}
        </div>
      ))}
    </div>
  );
}
