/** Where somebody is on the way into a pool, as a picture: marks to watch, marks to lead while watched, a check. */
import type { ReactNode } from 'react';
import type { MemberView, PoolView } from '#contract/pools.ts';
import { Icon } from '#web/parts/icons.tsx';
import { t } from '#web/words/words.ts';
import { marksOf } from './marks.ts';

type Props = { readonly member: MemberView; readonly path: PoolView['path'] };

export function PathMarks({ member, path }: Props): ReactNode {
  const { state, held } = member;
  const words =
    state === 'qualified'
      ? t('pools.pictureDone')
      : t('pools.picture', {
          shadow: Math.min(held.shadow, path.shadow),
          shadows: path.shadow,
          reverse: Math.min(held.reverseShadow, path.reverseShadow),
          reverses: path.reverseShadow,
        });
  return (
    <span className="marks" role="img" aria-label={words}>
      {marksOf(member, path).map(({ step, is }, index) => (
        <span key={index} className="training-mark" data-step={step} data-is={is}>
          {step === 'qualified' && <Icon name="check" size={14} />}
        </span>
      ))}
    </span>
  );
}
