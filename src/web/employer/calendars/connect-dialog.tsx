import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Group, Modal, SegmentedControl, TextInput } from '@mantine/core';
import type { CalendarConnection } from '#contract/calendars.ts';
import type { PersonSeen } from '#contract/people.ts';
import { calendars } from '#web/api/calendars.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';
import { ConnectCalDav } from './connect-caldav.tsx';

export type ConnectProps = {
  readonly organisation: string;
  readonly person: PersonSeen;
  readonly onClose: () => void;
};

/** A published address, or an account with its calendars. Each is read at once, so that a fault is seen here. */
export function ConnectDialog(props: ConnectProps): ReactNode {
  const [way, setWay] = useState<'feed' | 'caldav'>('feed');
  const name = t('calendars.way');
  return (
    <Modal
      opened
      size="lg"
      onClose={props.onClose}
      title={t('calendars.connectTitle', { name: props.person.name })}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': t('do.close') }}
    >
      <div className="stack">
        <p className="panel-text">{t('calendars.connectBelow')}</p>
        <SegmentedControl
          aria-label={name}
          fullWidth
          value={way}
          onChange={(to) => setWay(to === 'caldav' ? 'caldav' : 'feed')}
          data={[
            { value: 'feed', label: t('calendars.byFeed') },
            { value: 'caldav', label: t('calendars.byCalDav') },
          ]}
        />
        {way === 'feed' ? <ConnectFeed {...props} /> : <ConnectCalDav {...props} />}
      </div>
    </Modal>
  );
}

function ConnectFeed({ organisation, person, onClose }: ConnectProps): ReactNode {
  const [address, setAddress] = useState('');
  const connect = useChange(organisation, (connection: CalendarConnection) =>
    calendars.connect(organisation, person.id, connection),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    connect.mutate({ kind: 'feed', address }, { onSuccess: onClose });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <TextInput
        label={t('calendars.feedAddress')}
        description={t('calendars.feedAddressHelp')}
        value={address}
        autoComplete="off"
        spellCheck={false}
        required
        withAsterisk={false}
        maxLength={2000}
        data-autofocus
        onChange={(event) => setAddress(event.currentTarget.value)}
      />
      <Where>
        {(['google', 'microsoft', 'apple', 'others'] as const).map((from) => (
          <li key={from}>{t(`calendars.whereFeed.${from}`)}</li>
        ))}
      </Where>
      {connect.error !== null && <ProblemNotice error={connect.error} />}
      <Group justify="flex-end">
        <Button type="submit" loading={connect.isPending}>
          {t('calendars.connectDo')}
        </Button>
      </Group>
    </form>
  );
}

export function Where({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <details className="calendar-where">
      <summary>{t('calendars.where')}</summary>
      <ul>{children}</ul>
    </details>
  );
}
