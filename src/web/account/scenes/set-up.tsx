import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import type { SetUpRequest, Who } from '#contract/account.ts';
import { namesText } from '#domain/names.ts';
import { Entry, EmailField, NameField, NewPasswordField } from '#web/account/entry.tsx';
import { linkToken } from '#web/account/link-token.ts';
import { useCameIn } from '#web/account/use-came-in.ts';
import { accounts } from '#web/api/accounts.ts';
import { organisations } from '#web/api/organisations.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { Loaded } from '#web/parts/scene.tsx';
import { useWho } from '#web/parts/use-who.ts';
import { browserZone, ZoneField } from '#web/parts/zone-field.tsx';
import { t } from '#web/words/words.ts';

export function SetUpScene(): ReactNode {
  const who = useWho();
  const token = linkToken(useLocation({ select: ({ hash }) => hash }));
  if (who.data !== undefined && hasAccounts(who.data)) {
    return (
      <Entry title={t('setUp.doneTitle')} lead={t('setUp.done')}>
        <Link to="/sign-in">{t('account.signIn')}</Link>
      </Entry>
    );
  }
  if (token === undefined) {
    return (
      <Entry title={t('setUp.noTokenTitle')} lead={t('setUp.noToken')}>
        <Link to="/">{t('signIn.toStart')}</Link>
      </Entry>
    );
  }
  return (
    <Entry title={t('setUp.title')} lead={t('setUp.lead')}>
      <SetUpForm token={token} />
    </Entry>
  );
}

/** Whether the first account has been made. */
function hasAccounts(who: Who): boolean {
  return who.kind === 'outsider' ? who.accounts : who.kind !== 'computer';
}

function SetUpForm({ token }: { token: string }): ReactNode {
  const known = useQuery({ queryKey: ['organisations'], queryFn: organisations.list });
  const cameIn = useCameIn();
  const setUp = useMutation({ mutationFn: accounts.setUp, onSuccess: () => cameIn() });
  return (
    <Loaded query={known}>
      {(data) => (
        <Fields
          own={data.organisations.filter(({ sample }) => !sample).map(({ name }) => name)}
          busy={setUp.isPending}
          error={setUp.error}
          onDone={(request) => setUp.mutate({ ...request, token })}
        />
      )}
    </Loaded>
  );
}

type FieldsProps = {
  /** Names of organisations that were started before there were accounts. */
  readonly own: readonly string[];
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onDone: (request: Omit<SetUpRequest, 'token'>) => void;
};

function Fields({ own, busy, error, onDone }: FieldsProps): ReactNode {
  const [person, setPerson] = useState({ name: '', email: '', password: '' });
  const [organisation, setOrganisation] = useState(() => ({ name: '', timeZone: browserZone() }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onDone(own.length > 0 ? person : { ...person, organisation });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <NameField value={person.name} onChange={(name) => setPerson({ ...person, name })} />
      <EmailField value={person.email} onChange={(email) => setPerson({ ...person, email })} />
      <NewPasswordField value={person.password} onChange={(password) => setPerson({ ...person, password })} />
      {own.length > 0 ? (
        <p className="notice">
          {t(own.length === 1 ? 'setUp.takesOver' : 'setUp.takesOver_other', { names: namesText(own) })}
        </p>
      ) : (
        <>
          <TextInput
            label={t('setUp.organisation')}
            value={organisation.name}
            onChange={(event) => setOrganisation({ ...organisation, name: event.currentTarget.value })}
            autoComplete="organization"
            maxLength={200}
            required
            withAsterisk={false}
          />
          <ZoneField
            label={t('setUp.zone')}
            value={organisation.timeZone}
            onChange={(timeZone) => setOrganisation({ ...organisation, timeZone })}
          />
        </>
      )}
      {error !== null && <ProblemNotice error={error} />}
      <Button type="submit" size="md" loading={busy}>
        {t('setUp.do')}
      </Button>
    </form>
  );
}
