import type { ReactNode } from 'react';
import { NativeSelect } from '@mantine/core';
import type { PersonSeen } from '#contract/people.ts';
import { calendars } from '#web/api/calendars.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';

type Props = { readonly organisation: string; readonly person: PersonSeen };

/** Into which of the connected accounts' calendars interviews are written; nothing is without this choice. */
export function WriteInto({ organisation, person }: Props): ReactNode {
  const choose = useChange(organisation, (calendar: string) =>
    calendars.writeInto(organisation, person.id, calendar === '' ? undefined : calendar),
  );
  const accounts = person.calendars.filter(({ kind }) => kind === 'caldav');
  if (accounts.length === 0) return null;
  const chosen = accounts.find(({ writing }) => writing?.chosen === true);
  const offered = accounts.filter((one) => one.writable !== false || one === chosen);
  if (offered.length === 0) return <p className="panel-text">{t('calendars.write.none')}</p>;
  return (
    <div className="stack">
      <NativeSelect
        label={t('calendars.write.into')}
        description={t('calendars.write.help')}
        value={chosen?.id ?? ''}
        disabled={choose.isPending}
        data={[
          { value: '', label: t('calendars.write.nowhere') },
          ...offered.map(({ id, name, place }) => ({
            value: id,
            label: place === undefined || place === name ? name : `${name} (${place})`,
          })),
        ]}
        onChange={({ currentTarget: { value } }) => choose.mutate(value)}
      />
      {choose.error !== null && <ProblemNotice error={choose.error} />}
    </div>
  );
}
