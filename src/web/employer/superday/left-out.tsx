import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { SuperdayPlan } from '#contract/superday.ts';
import { t } from '#web/words/words.ts';

type Props = {
  readonly leftOut: SuperdayPlan['leftOut'];
  readonly organisation: string;
  readonly opening: string;
  /** Whether others were placed. */
  readonly some: boolean;
};

/** So many can be read at once, with what to do about each. */
const FEW = 3;

/** Who cannot be placed, why, and what would help. */
export function LeftOut({ leftOut, organisation, opening, some }: Props): ReactNode {
  if (leftOut.length === 0) return null;
  return (
    <section className="nothing" aria-label={t('superday.leftOut', { count: leftOut.length })}>
      {some && (
        <>
          <h2>{t('superday.leftOut', { count: leftOut.length })}</h2>
          <p>{t('superday.leftOutText')}</p>
        </>
      )}
      <ul className="superday-out">
        {leftOut.map((one) => (
          <li key={one.candidate}>
            <details open={leftOut.length <= FEW}>
              <summary>
                <strong>{one.name}</strong> <span>{headline(one)}</span>
              </summary>
              <Why leftOut={one} />
              <p className="superday-out-do">
                <Link
                  to="/o/$o/openings/$id"
                  params={{ o: organisation, id: opening }}
                  search={{ edit: one.candidate }}
                >
                  {t('superday.editTimes', { name: one.name })}
                </Link>
                <Link
                  to="/o/$o/candidates/$id/find"
                  params={{ o: organisation, id: one.candidate }}
                  search={{ opening }}
                >
                  {t('superday.findAlone', { name: one.name })}
                </Link>
              </p>
            </details>
          </li>
        ))}
      </ul>
    </section>
  );
}

type One = SuperdayPlan['leftOut'][number];

/** One change that would help, or else the reason; the name stands before it already. */
function headline({ name, whyNot }: One): string {
  const [help] = whyNot.relax;
  if (help !== undefined) return `${t('superday.helps')} ${help.change}`;
  return whyNot.text.startsWith(`${name} `) ? whyNot.text.slice(name.length + 1) : whyNot.text;
}

function Why({ leftOut: { whyNot } }: { readonly leftOut: One }): ReactNode {
  return (
    <>
      {whyNot.relax.length > 0 && <p>{whyNot.text}</p>}
      {whyNot.reasons.length > 1 && (
        <ul className="reasons">
          {whyNot.reasons.map((reason) => (
            <li key={`${reason.rule} ${reason.text}`}>{reason.text}</li>
          ))}
        </ul>
      )}
      {whyNot.relax.length > 0 && (
        <>
          <p>{t('superday.helps')}</p>
          <ul className="reasons">
            {whyNot.relax.map(({ change, then }) => (
              <li key={change}>
                {change}; {t('nothing.then', { then })}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}
