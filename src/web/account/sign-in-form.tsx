import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { accounts } from '#web/api/accounts.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useForgetAll } from '#web/parts/use-who.ts';
import { t } from '#web/words/words.ts';
import { EmailField, PasswordField } from './entry.tsx';

type Props = {
  /** Where the address is known already. */
  readonly email?: string;
  /** Forgets, too, what somebody else was shown before. */
  readonly onDone?: () => Promise<void>;
  /** Beside a better way. */
  readonly quiet?: boolean;
};

export function SignInForm({ email: known, onDone, quiet = false }: Props): ReactNode {
  const [email, setEmail] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const forgetAll = useForgetAll();
  const signIn = useMutation({
    mutationFn: accounts.signIn,
    onSuccess: onDone ?? forgetAll,
    // Nobody wants to mend a password that cannot be read.
    onError: () => setPassword(''),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate({ email, password });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <EmailField value={email} onChange={setEmail} autoComplete="username webauthn" />
      <PasswordField value={password} onChange={setPassword} />
      {signIn.error !== null && <ProblemNotice error={signIn.error} />}
      <Button type="submit" size="md" variant={quiet ? 'default' : 'filled'} loading={signIn.isPending}>
        {t('account.signIn')}
      </Button>
    </form>
  );
}
