/** The short history of an opening or a loop, below it, for those who decide and plan. */
import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AuditPage } from '#contract/audit.ts';
import { audit } from '#web/api/audit.ts';
import { useRights } from '#web/parts/use-rights.ts';
import { dayWords, timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { sentenceOf } from './sentence.ts';

type Props = {
  readonly organisation: string;
  readonly of: { readonly kind: 'opening' | 'loop'; readonly id: string };
  /** Of a loop: all about them stands in the whole record. */
  readonly candidate?: { readonly id: string; readonly name: string };
};

/** So many say what is new; the rest is asked for. */
const SHORT = 5;

export function History({ organisation, of, candidate }: Props): ReactNode {
  const [whole, setWhole] = useState(false);
  const { seesRecord } = useRights(organisation);
  const happened = useQuery({
    queryKey: ['o', organisation, 'audit', of.kind, of.id],
    queryFn: () => audit.history(organisation, of.kind, of.id),
  });
  if (happened.data === undefined || happened.data.entries.length === 0) return null;
  const { entries, next } = happened.data;
  return (
    <section className="history">
      <h2>{t(of.kind === 'loop' ? 'audit.ofLoop' : 'audit.ofOpening')}</h2>
      <Lines page={happened.data} most={whole ? entries.length : SHORT} />
      {!whole && entries.length > SHORT && (
        <Button variant="default" size="compact-sm" onClick={() => setWhole(true)}>
          {t('audit.earlier', { count: entries.length - SHORT })}
        </Button>
      )}
      {whole && next !== undefined && <p>{t('audit.rest')}</p>}
      {seesRecord && candidate !== undefined && (
        <Link to="/o/$o/audit" params={{ o: organisation }} search={{ candidate: candidate.id }}>
          {t('audit.ofCandidate', { name: candidate.name })}
        </Link>
      )}
    </section>
  );
}

function Lines({ page: { entries, timeZone }, most }: { page: AuditPage; most: number }): ReactNode {
  return (
    <ol>
      {entries.slice(0, most).map((entry) => (
        <li key={entry.number}>
          <time dateTime={entry.at}>
            {dayWords(entry.at, timeZone)}, {timeWords(entry.at, timeZone)}
          </time>
          <span>{sentenceOf(entry)}</span>
        </li>
      ))}
    </ol>
  );
}
