/** How far a search is: the time in words, the falling cost as a picture, and the way to end it early. */
import { useEffect, useState, type ReactNode } from 'react';
import { Button, Progress } from '@mantine/core';
import type { SearchProgress as Told } from '#contract/day-search.ts';
import { t } from '#web/words/words.ts';
import { fallingCost } from './falling-cost.ts';

type Props = {
  readonly told: readonly Told[];
  /** True from the press on "stop" until the search has answered. */
  readonly stopping: boolean;
  readonly onStop: () => void;
};

export function SearchProgress({ told, stopping, onStop }: Props): ReactNode {
  const last = told.at(-1);
  const picture = fallingCost(told);
  return (
    <div className="searching">
      {picture === undefined ? (
        <Progress value={100} animated aria-label={t('progress.going')} />
      ) : (
        <svg
          className="searching-picture"
          viewBox="0 0 100 100"
          preserveAspectRatio="none"
          aria-hidden="true"
        >
          <path className="searching-area" d={picture.area} />
          <path className="searching-line" d={picture.line} />
          {picture.bound !== undefined && (
            <line className="searching-bound" x1="0" x2="100" y1={picture.bound} y2={picture.bound} />
          )}
        </svg>
      )}
      <p className="searching-facts">
        <Elapsed />
        {last !== undefined && last.total > 1 && (
          <span>{t('progress.placed', { ...last, count: last.total })}</span>
        )}
        {last !== undefined && <span>{t('progress.cost', { cost: last.cost })}</span>}
        {typeof last?.bound === 'number' && <span>{t('progress.bound', { bound: last.bound })}</span>}
      </p>
      <Button variant="default" size="compact-md" loading={stopping} onClick={onStop}>
        {t('progress.stop')}
      </Button>
    </div>
  );
}

/** By the page's own clock, because a search has nothing to tell at times. */
function Elapsed(): ReactNode {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setSeconds((before) => before + 1), 1000);
    return () => clearInterval(timer);
  }, []);
  return <span>{seconds === 0 ? t('progress.begun') : t('progress.seconds', { count: seconds })}</span>;
}
