/** The head of a scene, and what is shown while it loads or when it cannot be shown. */
import { useEffect, type ReactNode } from 'react';
import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { t } from '#web/words/words.ts';
import { hasCode, ProblemNotice } from './problem-notice.tsx';

type HeadProps = {
  readonly title: string;
  /** A line above the title: where one is. */
  readonly above?: ReactNode;
  readonly below?: ReactNode;
  readonly actions?: ReactNode;
};

export function SceneHead({ title, above, below, actions }: HeadProps): ReactNode {
  useTitle(title);
  return (
    <div className="head">
      <div className="head-words">
        {above !== undefined && <div className="head-above">{above}</div>}
        <h1>{title}</h1>
        {below !== undefined && <p className="head-below">{below}</p>}
      </div>
      {actions !== undefined && <div className="head-actions">{actions}</div>}
    </div>
  );
}

export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${t('frame.product')}`;
  }, [title]);
}

/** Shows the data, or its outline while it is on the way, or why it does not come. */
export function Loaded<T>({
  query,
  children,
}: {
  query: UseQueryResult<T>;
  children: (data: T) => ReactNode;
}): ReactNode {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null && hasCode(query.error, 'not-found')) {
    return (
      <ProblemNotice error={query.error}>
        <p>{t('notFound.text')}</p>
        <Link to="/">{t('notFound.home')}</Link>
      </ProblemNotice>
    );
  }
  if (query.error !== null) {
    return <ProblemNotice error={query.error} again={() => void query.refetch()} />;
  }
  return <Outline />;
}

function Outline(): ReactNode {
  return (
    <div aria-busy="true" className="outline">
      <span className="hidden" role="status">
        {t('frame.loading')}
      </span>
      <Skeleton height={18} width={140} radius="sm" />
      <Skeleton height={38} width="min(26rem, 80%)" radius="sm" />
      <Skeleton height={18} width="min(18rem, 60%)" radius="sm" />
      <Skeleton height={260} radius="md" mt="lg" />
    </div>
  );
}
