import { useEffect, useRef, useState } from 'react';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import type { SearchProgress } from '#contract/day-search.ts';
import { type Heard } from '#web/api/ask.ts';
import { candidates } from '#web/api/openings.ts';
import { heard } from '#web/parts/falling-cost.ts';
import { hasCode } from '#web/parts/problem-notice.tsx';

export type Search<Asked, Result> = {
  readonly search: UseMutationResult<Result, Error, Asked>;
  readonly told: readonly SearchProgress[];
  readonly stopping: boolean;
  /** Ends the search; what it has found so far is its answer. */
  readonly stop: () => void;
};

/** A search ends when its scene is left: nobody keeps the server searching. */
export function useSearch<Asked, Result>(
  organisation: string,
  run: (asked: Asked, heard: Heard) => Promise<Result>,
): Search<Asked, Result> {
  const running = useRef<AbortController>(undefined);
  const [id, setId] = useState<string>();
  const [told, setTold] = useState<readonly SearchProgress[]>([]);
  useEffect(() => () => running.current?.abort(), []);
  const search = useMutation({
    mutationFn: (asked: Asked) => {
      const { signal } = (running.current = new AbortController());
      setId(undefined);
      setTold([]);
      return run(asked, {
        signal,
        tell: (news) => {
          if ('search' in news) setId(news.search);
          else setTold((before) => heard(before, news.progress));
        },
      });
    },
  });
  const ending = useMutation({ mutationFn: (name: string) => candidates.stopSearch(organisation, name) });
  const stop = (): void => {
    if (id !== undefined) {
      // One that has ended meanwhile is answering already; where nobody can be told, its own time ends it.
      ending.mutate(id, { onError: (error) => !hasCode(error, 'not-found') && running.current?.abort() });
      return;
    }
    running.current?.abort();
    search.reset();
  };
  return { search, told, stopping: search.isPending && ending.isPending, stop };
}
