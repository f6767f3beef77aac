import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { AuditPage, AuditQuestion } from '#contract/audit.ts';
import { audit } from '#web/api/audit.ts';
import { ChainCard } from '#web/employer/audit/chain-card.tsx';
import { EntriesByDay } from '#web/employer/audit/entries.tsx';
import { Filters } from '#web/employer/audit/filters.tsx';
import { isFiltered } from '#web/employer/audit/looking-for.ts';
import { NextStep } from '#web/parts/next-step.tsx';
import { Loaded, SceneHead } from '#web/parts/scene.tsx';
import { t } from '#web/words/words.ts';

export function WhatHappenedScene(): ReactNode {
  const { o } = useParams({ from: '/o/$o/audit' });
  const question = useSearch({ from: '/o/$o/audit' });
  const go = useNavigate();
  const found = useQuery({
    queryKey: ['o', o, 'audit', 'page', question],
    queryFn: () => audit.read(o, question),
    placeholderData: keepPreviousData,
  });
  const ask = (next: AuditQuestion, resetScroll = false): void =>
    void go({ to: '/o/$o/audit', params: { o }, search: next, resetScroll });
  return (
    <>
      <SceneHead title={t('audit.title')} below={t('audit.below')} />
      <Filters organisation={o} question={question} onAsk={ask} />
      <Loaded query={found}>
        {(page) => <Found organisation={o} page={page} question={question} onAsk={ask} />}
      </Loaded>
      <ChainCard organisation={o} />
    </>
  );
}

type FoundProps = {
  readonly organisation: string;
  readonly page: AuditPage;
  readonly question: AuditQuestion;
  readonly onAsk: (question: AuditQuestion, resetScroll?: boolean) => void;
};

function Found({ organisation, page, question, onAsk }: FoundProps): ReactNode {
  const { entries, timeZone } = page;
  if (entries.length === 0 && !isFiltered(question)) {
    return (
      <div className="empty">
        <h2>{t('audit.noneTitle')}</h2>
        <p>{t('audit.none')}</p>
      </div>
    );
  }
  if (entries.length === 0) {
    return (
      <NextStep quiet title={t('audit.noMatchTitle')} text={t('audit.noMatch')}>
        <Button variant="default" onClick={() => onAsk({})}>
          {t('audit.all')}
        </Button>
      </NextStep>
    );
  }
  return (
    <>
      <EntriesByDay organisation={organisation} entries={entries} timeZone={timeZone} />
      <Pages page={page} question={question} onAsk={onAsk} />
    </>
  );
}

/** From newer to older by number, so that entries which come meanwhile move nothing. */
function Pages({ page, question, onAsk }: Omit<FoundProps, 'organisation'>): ReactNode {
  const { entries, next } = page;
  const { before, ...asked } = question;
  if (before === undefined && next === undefined) return null;
  const range = { from: entries.at(-1)?.number ?? 0, to: entries[0]?.number ?? 0 };
  return (
    <nav className="happened-pages" aria-label={t('audit.range', range)}>
      <Button variant="default" disabled={before === undefined} onClick={() => onAsk(asked, true)}>
        {t('audit.newest')}
      </Button>
      <span className="row-below">{t('audit.range', range)}</span>
      <Button
        variant="default"
        disabled={next === undefined}
        onClick={() => onAsk({ ...asked, ...(next !== undefined && { before: next }) }, true)}
      >
        {t('audit.older')}
      </Button>
    </nav>
  );
}
