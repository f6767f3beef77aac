import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { DaySheet } from '#contract/day.ts';
import { day } from '#web/api/day.ts';

const EVERY = 15_000;

/** The sheet of a date, asked for again while it is looked at, and when it is looked at again. */
export function useDay(o: string, date: string | undefined): UseQueryResult<DaySheet> {
  return useQuery({
    queryKey: ['o', o, 'day', date ?? 'today'],
    queryFn: () => day.read(o, date),
    refetchInterval: EVERY,
    refetchOnWindowFocus: 'always',
  });
}
