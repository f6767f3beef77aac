/** The marks of a training path: one for each session it asks for, and the last step. */
import type { MemberView, PoolView } from '#contract/pools.ts';

export type Mark = {
  readonly step: 'shadow' | 'reverse_shadow' | 'qualified';
  /** `next`: only somebody's word is missing. */
  readonly is: 'held' | 'planned' | 'next' | 'open';
};

type Standing = Pick<MemberView, 'state' | 'stage' | 'held' | 'toCome'>;
type Path = Pick<PoolView['path'], 'shadow' | 'reverseShadow'>;

/** Whoever is qualified has come all the way, whatever was counted. */
export function marksOf({ state, stage, held, toCome }: Standing, path: Path): readonly Mark[] {
  if (state === 'qualified') return [{ step: 'qualified', is: 'held' }];
  const marks = (step: Mark['step'], length: number, count: { held: number; toCome: number }): Mark[] =>
    Array.from({ length }, (_, index) => ({ step, is: isAt(index, count) }));
  return [
    ...marks('shadow', path.shadow, { held: held.shadow, toCome: toCome.shadow }),
    ...marks('reverse_shadow', path.reverseShadow, {
      held: held.reverseShadow,
      toCome: toCome.reverseShadow,
    }),
    { step: 'qualified', is: stage === 'ready' ? 'next' : 'open' },
  ];
}

function isAt(index: number, { held, toCome }: { held: number; toCome: number }): Mark['is'] {
  if (index < held) return 'held';
  return index < held + toCome ? 'planned' : 'open';
}
