/** The day of somebody who sits in sessions, on a telephone: the next one large, the others below. */
import type { ReactNode } from 'react';
import { t } from '#web/words/words.ts';
import { isDone, type OwnSession } from './day-standing.ts';
import { NextSession } from './next-session.tsx';
import { OtherSession } from './other-session.tsx';
import type { Presses } from './use-presses.ts';

type Props = {
  readonly organisation: string;
  readonly own: readonly OwnSession[];
  readonly now: number;
  readonly presses: Presses;
};

export function YourDay({ own, ...rest }: Props): ReactNode {
  const at = own.findIndex(({ session }) => !isDone(session));
  const next = own[at];
  const earlier = at === -1 ? own : own.slice(0, at);
  const later = at === -1 ? [] : own.slice(at + 1);
  return (
    <div className="your-day">
      {next === undefined ? (
        <p className="your-done">{t('yours.done')}</p>
      ) : (
        <NextSession key={next.session.id} of={next} {...rest} />
      )}
      <Others title={t('yours.later')} sessions={later} {...rest} />
      <Others title={t('yours.earlier')} sessions={earlier.toReversed()} {...rest} />
    </div>
  );
}

type OthersProps = Omit<Props, 'own'> & {
  readonly title: string;
  readonly sessions: readonly OwnSession[];
};

function Others({ title, sessions, ...rest }: OthersProps): ReactNode {
  if (sessions.length === 0) return null;
  return (
    <section className="your-others">
      <h2>{title}</h2>
      <ul>
        {sessions.map((of) => (
          <li key={of.session.id} data-kind={of.session.kind}>
            <OtherSession of={of} {...rest} />
          </li>
        ))}
      </ul>
    </section>
  );
}
