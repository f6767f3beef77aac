/** From the ledger to the mail that somebody should look at. */
import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { mail } from '#web/api/mail.ts';
import { t } from '#web/words/words.ts';

export function MailWay({ organisation }: { readonly organisation: string }): ReactNode {
  const { data } = useQuery({
    queryKey: ['o', organisation, 'mail', 'all'],
    queryFn: () => mail.all(organisation),
  });
  const count = data?.mail.filter(({ open }) => open).length ?? 0;
  return (
    <Link className="way-on" to="/o/$o/mail" params={{ o: organisation }}>
      {count === 0 ? t('mail.title') : t('mail.way', { count })}
    </Link>
  );
}
