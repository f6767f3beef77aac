import type { ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { t } from '#web/words/words.ts';
import { openingsNaming } from './openings-naming.ts';

type Props = {
  readonly organisation: string;
  readonly person: { readonly id: string; readonly name: string };
};

/** Templates that name the person keep seats that nobody fills any more. */
export function NamedNotice({ organisation, person }: Props): ReactNode {
  const { data = [] } = useQuery({
    queryKey: ['o', organisation, 'named', person.id],
    queryFn: () => openingsNaming(organisation, person.id),
  });
  if (data.length === 0) return null;
  return (
    <p className="notice" role="status">
      {t('person.named', { name: person.name, titles: data.join(', ') })}
    </p>
  );
}
