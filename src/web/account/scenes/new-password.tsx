import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { CameByMail, LinkProof } from '#contract/account.ts';
import { AskForLink, CodeField, MailSent } from '#web/account/ask-for-link.tsx';
import { Entry, NewPasswordField } from '#web/account/entry.tsx';
import { OpenedLink } from '#web/account/opened-link.tsx';
import { useCameByMail } from '#web/account/what-was-dropped.tsx';
import { links } from '#web/api/links.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { t } from '#web/words/words.ts';

/** For whoever has forgotten theirs: asks for a mail, then takes its code with the new password. */
export function NewPasswordScene(): ReactNode {
  const [asked, setAsked] = useState<string>();
  const { came, notice } = useCameByMail({ passwordSet: true });
  if (notice !== undefined) return notice;
  if (asked === undefined) {
    return (
      <Entry title={t('link.passwordTitle')} lead={t('link.passwordLead')}>
        <AskForLink purpose="new-password" onAsked={setAsked} />
        <p className="entry-note">
          <Link to="/sign-in">{t('link.withPassword')}</Link>
        </p>
      </Entry>
    );
  }
  return (
    <MailSent email={asked} onAgain={() => setAsked(undefined)}>
      <PasswordForm email={asked} onCame={came} />
    </MailSent>
  );
}

export function NewPasswordLinkScene(): ReactNode {
  const { came, notice } = useCameByMail({ passwordSet: true });
  if (notice !== undefined) return notice;
  return (
    <OpenedLink purpose="new-password" title={t('link.passwordTitle')}>
      {(token, { email }) => <PasswordForm email={email} token={token} onCame={came} />}
    </OpenedLink>
  );
}

type FormProps = {
  readonly email: string;
  readonly token?: string;
  readonly onCame: (answer: CameByMail) => Promise<void>;
};

/** Without a token it asks for the code. */
function PasswordForm({ email, token, onCame }: FormProps): ReactNode {
  const [code, setCode] = useState('');
  const [password, setPassword] = useState('');
  const save = useMutation({ mutationFn: links.setPassword, onSuccess: onCame });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const proof: LinkProof = token === undefined ? { code } : { token };
    save.mutate({ proof, password });
  };
  return (
    <form className="stack" onSubmit={submit}>
      {/* So that whatever keeps passwords knows whose it is. */}
      <TextInput label={t('account.email')} value={email} autoComplete="username" readOnly />
      {token === undefined && <CodeField value={code} onChange={setCode} />}
      <NewPasswordField label={t('account.newPassword')} value={password} onChange={setPassword} />
      {save.error !== null && <ProblemNotice error={save.error} />}
      <Button type="submit" size="md" loading={save.isPending}>
        {t('link.setPassword')}
      </Button>
    </form>
  );
}
