import { useState, type ReactNode } from 'react';
import { Button, Checkbox } from '@mantine/core';
import type { PersonSeen } from '#contract/people.ts';
import { feeds } from '#web/api/outside.ts';
import { ConfirmDialog } from '#web/parts/confirm-dialog.tsx';
import { CopyField } from '#web/parts/copy-field.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';

type Props = { readonly organisation: string; readonly person: PersonSeen };

/** The address of somebody's calendar feed, what it tells, and another address. */
export function FeedOf({ organisation, person }: Props): ReactNode {
  const { id, name, feed, feedNames } = person;
  const setNames = useChange(organisation, (names: boolean) => feeds.setNames(organisation, id, names));
  if (feed === undefined) return null;
  return (
    <div className="stack">
      <CopyField label={t('calendar.feed')} help={t('calendar.feedHelp', { name })} path={feed} />
      <Checkbox
        label={t('calendar.feedNames')}
        description={t('calendar.feedNamesHelp')}
        checked={setNames.isPending ? setNames.variables : feedNames === true}
        disabled={setNames.isPending}
        onChange={(event) => setNames.mutate(event.currentTarget.checked)}
      />
      {setNames.error !== null && <ProblemNotice error={setNames.error} />}
      <RenewFeed organisation={organisation} person={person} />
    </div>
  );
}

function RenewFeed({ organisation, person: { id, name } }: Props): ReactNode {
  const [asked, setAsked] = useState(false);
  const renew = useChange(organisation, () => feeds.renew(organisation, id));
  return (
    <>
      <div className="buttons">
        <Button variant="subtle" onClick={() => setAsked(true)}>
          {t('calendar.feedRenew')}
        </Button>
      </div>
      <ConfirmDialog
        opened={asked}
        title={t('calendar.feedRenewTitle', { name })}
        action={t('calendar.feedRenew')}
        busy={renew.isPending}
        error={renew.error}
        onClose={() => setAsked(false)}
        onConfirm={() => renew.mutate(undefined, { onSuccess: () => setAsked(false) })}
      >
        <p>{t('calendar.feedRenewText', { name })}</p>
      </ConfirmDialog>
    </>
  );
}
