import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { WhyNot } from '#contract/day-search.ts';
import { placesToChange, type ChangePlace, type DateRange } from './choosing.ts';
import { dateWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

type Props = {
  readonly whyNot: WhyNot;
  readonly organisation: string;
  readonly opening: string;
  readonly range: DateRange;
};

/** "Nothing fits" is an answer: what stands against each other, what would have to give, and where to change it. */
export function NothingFits({ whyNot, organisation, opening, range }: Props): ReactNode {
  const days = { from: dateWords(range[0]), to: dateWords(range[1]) };
  const places = placesToChange(whyNot.reasons);
  return (
    <section className="nothing">
      <h2>{t(whyNot.reasons.length > 0 ? 'nothing.title' : 'nothing.unknown', days)}</h2>
      <p className="nothing-text">{whyNot.text}</p>
      {whyNot.reasons.length > 0 && (
        <>
          <h3>{t('nothing.reasons')}</h3>
          <ul className="reasons">
            {whyNot.reasons.map((reason) => (
              <li key={`${reason.rule} ${reason.text}`}>{reason.text}</li>
            ))}
          </ul>
        </>
      )}
      {whyNot.relax.length > 0 && (
        <>
          <h3>{t('nothing.relax')}</h3>
          <dl className="relax">
            {whyNot.relax.map((relaxation) => (
              <div key={relaxation.change}>
                <dt>{relaxation.change}</dt>
                <dd>{relaxation.then}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {places.length > 0 && (
        <p className="nothing-links">
          {t('nothing.change')}{' '}
          {places.map((place) => (
            <PlaceLink key={place} place={place} organisation={organisation} opening={opening} />
          ))}
        </p>
      )}
    </section>
  );
}

function PlaceLink(props: { place: ChangePlace; organisation: string; opening: string }): ReactNode {
  const params = { o: props.organisation, id: props.opening };
  const words = t(`nothing.to.${props.place}`);
  switch (props.place) {
    case 'template':
      return (
        <Link to="/o/$o/openings/$id/template" params={params}>
          {words}
        </Link>
      );
    case 'candidate':
      return (
        <Link to="/o/$o/openings/$id" params={params}>
          {words}
        </Link>
      );
    case 'people':
    case 'rooms':
      return (
        <Link to="/o/$o/people" params={params} search={{ show: props.place }}>
          {words}
        </Link>
      );
  }
}
