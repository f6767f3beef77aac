/** What comes next for somebody in training, in words. */
import type { MemberView, PoolView } from '#contract/pools.ts';
import { t } from '#web/words/words.ts';

export function standingWords({ stage, held, toCome }: MemberView, { path }: PoolView): string {
  switch (stage) {
    case 'ready':
      return t('pools.stageReady');
    case 'shadow':
      return withPlanned(t('pools.stageShadow', { count: path.shadow - held.shadow }), toCome.shadow);
    case 'reverse_shadow': {
      const left = path.reverseShadow - held.reverseShadow;
      return withPlanned(t('pools.stageReverse', { count: left }), toCome.reverseShadow);
    }
  }
}

function withPlanned(words: string, planned: number): string {
  return planned === 0 ? words : `${words}, ${t('pools.planned', { count: planned })}`;
}

/** `never`, `once`, `twice`, `3 times` */
export function timesWords(count: number): string {
  return count === 2 ? t('pools.twice') : t('pools.times', { count });
}
