/** Whether the record is whole, when somebody asks; and how to see it without trusting this page. */
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ChainVerdict } from '#contract/audit.ts';
import { audit } from '#web/api/audit.ts';
import { Icon } from '#web/parts/icons.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { t } from '#web/words/words.ts';

export function ChainCard({ organisation }: { organisation: string }): ReactNode {
  const chain = useQuery({
    queryKey: ['o', organisation, 'audit', 'chain'],
    queryFn: () => audit.chain(organisation),
    // Only when it is asked for: a long record takes a while.
    enabled: false,
    gcTime: 0,
  });
  return (
    <section className="chain">
      <h2>{t('audit.chain.title')}</h2>
      <p>{t('audit.chain.text')}</p>
      <div aria-live="polite">
        {chain.data !== undefined && <Verdict verdict={chain.data} />}
        {chain.error !== null && <ProblemNotice error={chain.error} />}
      </div>
      <Button
        variant="default"
        loading={chain.isFetching}
        leftSection={<Icon name="check" />}
        onClick={() => void chain.refetch()}
      >
        {t(chain.data === undefined ? 'audit.chain.check' : 'audit.chain.again')}
      </Button>
      <details className="chain-yourself">
        <summary>{t('audit.chain.yourself')}</summary>
        <p>{t('audit.chain.yourselfText')}</p>
        <pre tabIndex={0}>
          <code>npx second-round audit verify --organisation {organisation}</code>
        </pre>
        <p>{t('audit.chain.limit')}</p>
      </details>
    </section>
  );
}

function Verdict({ verdict: { number, hash, fault } }: { verdict: ChainVerdict }): ReactNode {
  if (fault !== undefined) {
    return (
      <div className="problem" role="alert">
        <span className="problem-mark">
          <Icon name="alert" size={20} />
        </span>
        <div>
          <p className="problem-title">{t('audit.chain.broken', { fault: fault.text })}</p>
          <p>{t('audit.chain.brokenText')}</p>
        </div>
      </div>
    );
  }
  if (number === 0) return <p>{t('audit.chain.empty')}</p>;
  return (
    <div className="chain-whole">
      <p>
        <Icon name="check" /> {t('audit.chain.whole', { count: number })}
      </p>
      <dl>
        <dt>{t('audit.chain.head')}</dt>
        <dd>
          <code>{hash}</code>
        </dd>
      </dl>
    </div>
  );
}
