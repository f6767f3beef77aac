import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { t } from '#web/words/words.ts';

type Props = { readonly organisation: string; readonly here: 'members' | 'sign-in' };

/** Between who may come in, and how. */
export function MembersWays({ organisation: o, here }: Props): ReactNode {
  const mark = (way: Props['here']): object => ({
    'data-here': way === here,
    ...(way === here && { 'aria-current': 'page' }),
  });
  return (
    <nav className="subways" aria-label={t('members.ways')}>
      <Link to="/o/$o/members" params={{ o }} className="way" {...mark('members')}>
        {t('members.title')}
      </Link>
      <Link to="/o/$o/sign-in" params={{ o }} className="way" {...mark('sign-in')}>
        {t('provider.title')}
      </Link>
    </nav>
  );
}
