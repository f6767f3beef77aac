import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import type { OpeningView } from '#contract/opening.ts';
import { t } from '#web/words/words.ts';

/** From an opening to what its people know, for those who may see that. */
export function LedgerWay({
  organisation,
  opening,
}: {
  organisation: string;
  opening: OpeningView;
}): ReactNode {
  if (!opening.can.includes('see-ledger')) return null;
  return (
    <Link to="/o/$o/ledger" params={{ o: organisation }} search={{ opening: opening.id }}>
      {t('ledger.title')}
    </Link>
  );
}
