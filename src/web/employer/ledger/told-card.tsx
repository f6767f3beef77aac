/** On the page of a loop: how many know, and who does not. */
import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { namesText } from '#domain/names.ts';
import { ledger } from '#web/api/ledger.ts';
import { t } from '#web/words/words.ts';
import { attendeesOf, openOf } from './attendees.ts';

export function ToldCard({ organisation, loop }: { organisation: string; loop: string }): ReactNode {
  const { data } = useQuery({
    queryKey: ['o', organisation, 'ledger', 'loop', loop],
    queryFn: () => ledger.ofLoop(organisation, loop),
  });
  const [one] = data?.loops ?? [];
  if (one === undefined || one.entries.length === 0) return null;
  const attendees = attendeesOf(one);
  const open = attendees.filter(({ entries }) => openOf(entries).length > 0);
  const names = namesText(open.map(({ name }) => name));
  return (
    <section className="told-card" data-open={open.length > 0}>
      <div>
        <h2>{t('ledger.cardCount', { known: attendees.length - open.length, all: attendees.length })}</h2>
        <p>
          {open.length === 0 ? t('ledger.cardWaits') : t('ledger.cardOpen', { count: open.length, names })}
        </p>
      </div>
      <Link to="/o/$o/loops/$id/ledger" params={{ o: organisation, id: loop }}>
        {t('ledger.see')}
      </Link>
    </section>
  );
}
