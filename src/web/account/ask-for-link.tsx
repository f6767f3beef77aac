/** Asking for a link by mail, and what follows in the same browser. */
import { useEffect, useRef, useState, type FormEvent, type ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { LinkRequest } from '#contract/account.ts';
import { links } from '#web/api/links.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { t } from '#web/words/words.ts';
import { EmailField, Entry } from './entry.tsx';

type AskProps = {
  readonly purpose: LinkRequest['purpose'];
  readonly onAsked: (email: string) => void;
};

export function AskForLink({ purpose, onAsked }: AskProps): ReactNode {
  const [email, setEmail] = useState('');
  const request = useMutation({ mutationFn: links.request, onSuccess: () => onAsked(email.trim()) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    request.mutate({ email, purpose });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <EmailField value={email} onChange={setEmail} />
      {request.error !== null && <ProblemNotice error={request.error} />}
      <Button type="submit" size="md" loading={request.isPending}>
        {t('link.send')}
      </Button>
    </form>
  );
}

type SentProps = { readonly email: string; readonly onAgain: () => void; readonly children: ReactNode };

/** Around what is done with the mail; whether the address has an account is told in the mail alone. */
export function MailSent({ email, onAgain, children }: SentProps): ReactNode {
  return (
    <Entry title={t('link.sentTitle')} lead={t('link.sent', { email })}>
      {children}
      <p className="entry-note">
        {t('link.nothing')}{' '}
        <Button variant="subtle" size="compact-sm" onClick={onAgain}>
          {t('link.again')}
        </Button>
      </p>
    </Entry>
  );
}

type CodeProps = { readonly value: string; readonly onChange: (text: string) => void };

export function CodeField({ value, onChange }: CodeProps): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  // The button that was pressed to get here is gone.
  useEffect(() => field.current?.focus(), []);
  return (
    <TextInput
      ref={field}
      label={t('link.code')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      inputMode="numeric"
      autoComplete="one-time-code"
      maxLength={12}
      required
      withAsterisk={false}
    />
  );
}
