import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { t } from '#web/words/words.ts';

/** From an opening to what its people know. */
export function LedgerWay({ organisation, opening }: { organisation: string; opening: string }): ReactNode {
  return (
    <Link className="way-on" to="/o/$o/ledger" params={{ o: organisation }} search={{ opening }}>
      {t('ledger.title')}
    </Link>
  );
}
