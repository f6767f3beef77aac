import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ApiProblem } from '#web/api.ts';
import { accounts } from '#web/api-accounts.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useForgetAll } from '#web/parts/use-who.ts';
import { t } from '#web/words/words.ts';
import { EmailField, PasswordField } from './entry.tsx';
import { ProviderWay } from './provider-way.tsx';

type Props = {
  /** Where the address is known already. */
  readonly email?: string;
  readonly onDone?: () => void;
  /** Where to go after another way to sign in. */
  readonly next?: string;
  /** Beside a better way. */
  readonly quiet?: boolean;
};

export function SignInForm({ email: known, onDone, next = '/', quiet = false }: Props): ReactNode {
  const [email, setEmail] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const forgetAll = useForgetAll();
  const signIn = useMutation({
    mutationFn: accounts.signIn,
    onSuccess: async () => {
      await forgetAll();
      onDone?.();
    },
    // Nobody wants to mend a password that cannot be read.
    onError: () => setPassword(''),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate({ email, password });
  };
  const elsewhere = otherWay(signIn.error);
  return (
    <form className="stack" onSubmit={submit}>
      <EmailField value={email} onChange={setEmail} />
      <PasswordField value={password} onChange={setPassword} />
      {signIn.error !== null && (
        <ProblemNotice error={signIn.error}>
          {elsewhere !== undefined && <ProviderWay organisation={elsewhere} next={next} />}
        </ProblemNotice>
      )}
      <Button type="submit" size="md" variant={quiet ? 'default' : 'filled'} loading={signIn.isPending}>
        {t('account.signIn')}
      </Button>
    </form>
  );
}

/** The organisation whose provider is to be used in the place of a password. */
function otherWay(error: Error | null): string | undefined {
  return error instanceof ApiProblem ? error.document.organisation : undefined;
}
