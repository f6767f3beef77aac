import type { ReactNode } from 'react';
import { ToldList } from '#web/employer/repair/told-list.tsx';
import { t } from '#web/words/words.ts';
import type { Accepted } from './leaving-choice.ts';

/** What has been handed over since the page was opened, with who must be told. */
export function HandedOverList({ accepted }: { accepted: readonly Accepted[] }): ReactNode {
  if (accepted.length === 0) return null;
  return (
    <section className="handed-over" aria-label={t('leaving.handedOver')} aria-live="polite">
      {accepted.map(({ loop, candidate, told }) => (
        <div key={loop} className="leaving-loop">
          <ToldList told={told} text={t('leaving.tell', { candidate })} />
        </div>
      ))}
    </section>
  );
}
