import type { ReactNode } from 'react';
import type { Kind } from '#domain/planning/loop-problem.ts';
import { t } from '#web/words/words.ts';

/** The kind of a session: a colour and always also the word. */
export function KindMark({ kind }: { kind: Kind }): ReactNode {
  return (
    <span className="kind" data-kind={kind}>
      {t(`kind.${kind}`)}
    </span>
  );
}
