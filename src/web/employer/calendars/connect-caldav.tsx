import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Checkbox, Group, NativeSelect, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { CalendarLogin, FoundCalendars } from '#contract/calendars.ts';
import { calendars } from '#web/api/calendars.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';
import { Where, type ConnectProps } from './connect-dialog.tsx';

const NOTHING: CalendarLogin = { address: '', user: '', password: '' };

/** First who, then which: the account is looked at, and its calendars are chosen from. */
export function ConnectCalDav(props: ConnectProps): ReactNode {
  const { organisation, person } = props;
  const [login, setLogin] = useState({ ...NOTHING, user: person.email ?? '' });
  const find = useMutation({
    mutationFn: (asked: CalendarLogin) => calendars.find(organisation, person.id, asked),
  });
  if (find.data !== undefined) {
    return <Choose {...props} login={login} found={find.data} onOther={find.reset} />;
  }
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    find.mutate(login);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <TextInput
        label={t('calendars.davAddress')}
        description={t('calendars.davAddressHelp')}
        value={login.address}
        autoComplete="off"
        spellCheck={false}
        required
        withAsterisk={false}
        maxLength={2000}
        data-autofocus
        onChange={(event) => setLogin({ ...login, address: event.currentTarget.value })}
      />
      <Who login={login} change={setLogin} />
      <p className="row-below">{t('calendars.secretHelp')}</p>
      <Where>
        {(['fastmail', 'apple', 'google'] as const).map((from) => (
          <li key={from}>{t(`calendars.whereCalDav.${from}`)}</li>
        ))}
      </Where>
      {find.error !== null && <ProblemNotice error={find.error} />}
      <Group justify="flex-end">
        <Button type="submit" loading={find.isPending}>
          {t('calendars.find')}
        </Button>
      </Group>
    </form>
  );
}

type WhoProps = { readonly login: CalendarLogin; readonly change: (login: CalendarLogin) => void };

function Who({ login, change }: WhoProps): ReactNode {
  return (
    <div className="fields">
      <TextInput
        label={t('calendars.user')}
        value={login.user}
        autoComplete="off"
        spellCheck={false}
        required
        withAsterisk={false}
        maxLength={300}
        onChange={(event) => change({ ...login, user: event.currentTarget.value })}
      />
      <PasswordInput
        label={t('calendars.secret')}
        value={login.password}
        autoComplete="off"
        required
        withAsterisk={false}
        maxLength={1000}
        onChange={(event) => change({ ...login, password: event.currentTarget.value })}
      />
    </div>
  );
}

type ChooseProps = ConnectProps & {
  readonly login: CalendarLogin;
  readonly found: FoundCalendars;
  readonly onOther: () => void;
};

function Choose({ organisation, person, login, found, onOther, onClose }: ChooseProps): ReactNode {
  const [chosen, setChosen] = useState(() => found.calendars.slice(0, 1).map(({ address }) => address));
  const [written, setWritten] = useState('');
  const connect = useChange(organisation, () => {
    const { user, password } = login;
    const writes = chosen.includes(written) ? { writes: written } : {};
    const connection = { kind: 'caldav', user, password, calendars: chosen, ...writes } as const;
    return calendars.connect(organisation, person.id, connection);
  });
  const offered = found.calendars.filter(
    ({ address, writable }) => writable !== false && chosen.includes(address),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    connect.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <Checkbox.Group label={t('calendars.choose')} value={chosen} onChange={setChosen}>
        <div className="stack calendar-choices">
          {found.calendars.map(({ address, name, writable }) => (
            <Checkbox
              key={address}
              value={address}
              label={name}
              description={writable === false ? t('calendars.readOnly') : undefined}
            />
          ))}
        </div>
      </Checkbox.Group>
      {offered.length > 0 && (
        <NativeSelect
          label={t('calendars.write.into')}
          description={t('calendars.write.help')}
          value={chosen.includes(written) ? written : ''}
          data={[
            { value: '', label: t('calendars.write.nowhere') },
            ...offered.map(({ address, name }) => ({ value: address, label: name })),
          ]}
          onChange={({ currentTarget: { value } }) => setWritten(value)}
        />
      )}
      {connect.error !== null && <ProblemNotice error={connect.error} />}
      <Group justify="flex-end">
        <Button variant="default" onClick={onOther}>
          {t('calendars.other')}
        </Button>
        <Button type="submit" disabled={chosen.length === 0} loading={connect.isPending}>
          {t('calendars.connectChosen', { count: chosen.length })}
        </Button>
      </Group>
    </form>
  );
}
