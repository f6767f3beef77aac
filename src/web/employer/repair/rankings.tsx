/** The repairs under each wish, side by side; the same repair may come first for several. */
import type { ReactNode } from 'react';
import type { LoopRepairs, RepairView } from '#contract/repair.ts';
import { WISHES, type Wish } from '#domain/repair/repair.ts';
import { t } from '#web/words/words.ts';

type Props = {
  readonly repairs: LoopRepairs;
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
};

export function Rankings({ repairs, chosen, onChoose }: Props): ReactNode {
  return (
    <fieldset className="choices">
      <legend className="section-title">{t('repair.found')}</legend>
      <div className="rankings">
        {WISHES.map((wish) => (
          <Ranking
            key={wish}
            wish={wish}
            views={repairs.rankings[wish]}
            chosen={chosen}
            onChoose={onChoose}
          />
        ))}
      </div>
    </fieldset>
  );
}

type RankingProps = {
  readonly wish: Wish;
  readonly views: readonly RepairView[];
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
};

function Ranking({ wish, views, chosen, onChoose }: RankingProps): ReactNode {
  return (
    <section className="ranking" aria-label={t(`repair.wish.${wish}`)}>
      <h2>{t(`repair.wish.${wish}`)}</h2>
      <p className="field-help">{t(`repair.wishHelp.${wish}`)}</p>
      {views.map((view) => (
        <label key={view.key} className="choice" data-chosen={view.key === chosen}>
          <input
            type="radio"
            name={`repair-${wish}`}
            checked={view.key === chosen}
            onChange={() => onChoose(view.key)}
          />
          <span className="ranking-lines">
            {view.summary.map((line) => (
              <span key={line}>{line}</span>
            ))}
          </span>
          <span className="choice-wait">{tellWords(view)}</span>
        </label>
      ))}
    </section>
  );
}

function tellWords({ told }: RepairView): string {
  return t('repair.tell', { count: told.length, names: told.map(({ name }) => name).join(', ') });
}
