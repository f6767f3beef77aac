import { useEffect, useRef, type ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { WhyNot } from '#contract/day-search.ts';
import { placeOf, type ChangePlace } from '#domain/planning/reasons.ts';
import { dateWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import type { DateRange } from './choosing.ts';

type Props = {
  readonly whyNot: WhyNot;
  readonly organisation: string;
  /** Ids of the opening and of the candidate in it. */
  readonly opening: string;
  readonly candidate: string;
  readonly range: DateRange;
  /** Leads to the field with the dates. */
  readonly toDates: () => void;
};

/** "Nothing fits" is an answer: what stands against each other, what would have to give, and where to change it. */
export function NothingFits(props: Props): ReactNode {
  const { whyNot, range } = props;
  const days = { from: dateWords(range[0]), to: dateWords(range[1]) };
  const heading = useRef<HTMLHeadingElement>(null);
  // The button that was pressed is disabled while the search runs, and loses the focus.
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="nothing">
      <h2 tabIndex={-1} ref={heading}>
        {t('nothing.title', days)}
      </h2>
      <p className="nothing-text">{whyNot.text}</p>
      {whyNot.reasons.length > 1 && <Reasons {...props} />}
      {whyNot.relax.length > 0 && (
        <>
          <h3>{t('nothing.relax')}</h3>
          <dl className="relax">
            {whyNot.relax.map((relaxation) => (
              <div key={relaxation.change}>
                <dt>{relaxation.change}</dt>
                <dd>{t('nothing.then', { then: relaxation.then })}</dd>
              </div>
            ))}
          </dl>
        </>
      )}
      <h3>{t('nothing.change')}</h3>
      <ul className="nothing-links">
        {whyNot.places.map((place) => (
          <li key={place}>
            <PlaceLink {...props} place={place} about={aboutOf(whyNot.reasons, place)}>
              {t(`nothing.to.${place}`)}
            </PlaceLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Reasons(props: Props): ReactNode {
  return (
    <ul className="reasons">
      {props.whyNot.reasons.map((reason) => (
        <li key={`${reason.rule} ${reason.text}`}>
          {reason.text}{' '}
          <PlaceLink {...props} place={placeOf(reason)} about={reason}>
            {t('nothing.edit')}
            <span className="hidden">: {reason.text}</span>
          </PlaceLink>
        </li>
      ))}
    </ul>
  );
}

type About = { readonly session?: string; readonly person?: string };

/** Where only one session or person is in the way, the link goes straight there. */
function aboutOf(reasons: WhyNot['reasons'], place: ChangePlace): About {
  const [one, ...more] = reasons.filter((reason) => placeOf(reason) === place);
  return one === undefined || more.length > 0 ? {} : one;
}

type LinkProps = Props & {
  readonly place: ChangePlace;
  readonly about: About;
  readonly children: ReactNode;
};

function PlaceLink({ place, about, children, ...props }: LinkProps): ReactNode {
  const params = { o: props.organisation, id: props.opening };
  switch (place) {
    case 'template':
      return (
        <Link
          to="/o/$o/openings/$id/template"
          params={params}
          search={about.session === undefined ? {} : { session: about.session }}
        >
          {children}
        </Link>
      );
    case 'candidate':
      return (
        <Link to="/o/$o/openings/$id" params={params} search={{ edit: props.candidate }}>
          {children}
        </Link>
      );
    case 'people':
      return (
        <Link
          to="/o/$o/people"
          params={params}
          search={{ show: 'people', ...(about.person !== undefined && { edit: about.person }) }}
        >
          {children}
        </Link>
      );
    case 'rooms':
      return (
        <Link to="/o/$o/people" params={params} search={{ show: 'rooms' }}>
          {children}
        </Link>
      );
    case 'dates':
      return (
        <button type="button" className="as-link" onClick={props.toDates}>
          {children}
        </button>
      );
  }
}
