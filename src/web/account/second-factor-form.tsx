import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { Who } from '#contract/account.ts';
import { accounts } from '#web/api/accounts.ts';
import { factors, passkeys, passkeysHere } from '#web/api/factors.ts';
import { Icon } from '#web/parts/icons.tsx';
import { hasCode, ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useForgetAll } from '#web/parts/use-who.ts';
import { t } from '#web/words/words.ts';
import { NoPasskeysHere, PasskeyNotice } from './passkey-notice.tsx';

export type Halfway = Extract<Who, { kind: 'halfway' }>;
type Props = { readonly who: Halfway; readonly onDone: () => Promise<void> };

/** The second factor: a code of the app or for recovery in one field, or a passkey. */
export function SecondFactorForm({ who, onDone }: Props): ReactNode {
  return (
    <div className="stack">
      {who.passkeys && <ByPasskey onDone={onDone} first={!who.authenticator} />}
      <ByCode app={who.authenticator} onDone={onDone} />
      <Leave email={who.email} />
    </div>
  );
}

type CodeFieldProps = {
  readonly app: boolean;
  readonly value: string;
  readonly onChange: (code: string) => void;
};

/** For both kinds of codes. */
export function CodeField({ app, value, onChange }: CodeFieldProps): ReactNode {
  return (
    <TextInput
      className="code-field"
      label={t(app ? 'factor.code' : 'factor.recoveryCode')}
      description={t(app ? 'factor.codeHelp' : 'factor.recoveryCodeHelp')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      autoFocus={app}
      maxLength={40}
      required
      withAsterisk={false}
    />
  );
}

function ByCode({ app, onDone }: { app: boolean; onDone: () => Promise<void> }): ReactNode {
  const [code, setCode] = useState('');
  const forgetAll = useForgetAll();
  const give = useMutation({
    mutationFn: factors.giveCode,
    onSuccess: onDone,
    onError: async (error) => {
      setCode('');
      // The time to finish is over: who one is has changed.
      if (hasCode(error, 'sign-in')) await forgetAll();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    give.mutate(code);
  };
  return (
    <form className="stack" onSubmit={submit}>
      <CodeField app={app} value={code} onChange={setCode} />
      {give.error !== null && <ProblemNotice error={give.error} />}
      <Button type="submit" size="md" variant={app ? 'filled' : 'default'} loading={give.isPending}>
        {t('account.signIn')}
      </Button>
    </form>
  );
}

function ByPasskey({ onDone, first }: { onDone: () => Promise<void>; first: boolean }): ReactNode {
  const use = useMutation({ mutationFn: passkeys.finish, onSuccess: onDone });
  if (passkeysHere() !== 'yes') return <NoPasskeysHere />;
  return (
    <>
      <Button
        size="md"
        variant={first ? 'filled' : 'default'}
        leftSection={<Icon name="key" />}
        loading={use.isPending}
        onClick={() => use.mutate()}
        autoFocus={first}
      >
        {t('factor.usePasskey')}
      </Button>
      {use.error !== null && <PasskeyNotice error={use.error} />}
      <p className="entry-or">{t('link.or')}</p>
    </>
  );
}

function Leave({ email }: { email: string }): ReactNode {
  const forgetAll = useForgetAll();
  const out = useMutation({ mutationFn: accounts.signOut, onSuccess: forgetAll });
  return (
    <p className="entry-note">
      {t('factor.lost')}{' '}
      <button type="button" className="as-link" onClick={() => out.mutate()}>
        {t('factor.notYou', { email })}
      </button>
    </p>
  );
}
