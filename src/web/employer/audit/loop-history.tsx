/** The short history of one loop, below it. */
import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { LoopView } from '#contract/loop.ts';
import { audit } from '#web/api-audit.ts';
import { dayWords, timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { sentenceOf } from './sentence.ts';

type Props = { readonly organisation: string; readonly loop: LoopView };

export function LoopHistory({ organisation, loop }: Props): ReactNode {
  const happened = useQuery({
    queryKey: ['o', organisation, 'audit', 'loop', loop.id],
    queryFn: () => audit.read(organisation, { loop: loop.id }),
  });
  if (happened.data === undefined || happened.data.entries.length === 0) return null;
  const { entries, timeZone } = happened.data;
  const { id, name } = loop.candidate;
  return (
    <section className="loop-history">
      <h2>{t('audit.ofLoop')}</h2>
      <ol>
        {entries.map((entry) => (
          <li key={entry.number}>
            <time dateTime={entry.at}>
              {dayWords(entry.at, timeZone)}, {timeWords(entry.at, timeZone)}
            </time>
            <span>{sentenceOf(entry)}</span>
          </li>
        ))}
      </ol>
      <Link to="/o/$o/audit" params={{ o: organisation }} search={{ candidate: id }}>
        {t('audit.ofCandidate', { name })}
      </Link>
    </section>
  );
}
