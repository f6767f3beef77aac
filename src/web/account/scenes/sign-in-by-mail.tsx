import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { CameByMail } from '#contract/account.ts';
import { AskForLink, CodeField, MailSent } from '#web/account/ask-for-link.tsx';
import { Entry } from '#web/account/entry.tsx';
import { OpenedLink } from '#web/account/opened-link.tsx';
import { useCameByMail } from '#web/account/what-was-dropped.tsx';
import { links } from '#web/api/links.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { t } from '#web/words/words.ts';

/** Asks for a mail, then takes its code; its link may be opened in this browser instead. */
export function SignInByMailScene(): ReactNode {
  const { next } = useSearch({ from: '/sign-in/mail' });
  const [asked, setAsked] = useState<string>();
  const { came, notice } = useCameByMail({ ...(next !== undefined && { next }), passwordSet: false });
  if (notice !== undefined) return notice;
  if (asked === undefined) {
    return (
      <Entry title={t('link.signInTitle')} lead={t('link.signInLead')}>
        <AskForLink purpose="sign-in" onAsked={setAsked} />
        <p className="entry-note">
          <Link to="/sign-in" search={next === undefined ? {} : { next }}>
            {t('link.withPassword')}
          </Link>
        </p>
      </Entry>
    );
  }
  return (
    <MailSent email={asked} onAgain={() => setAsked(undefined)}>
      <SignInByCode onCame={came} />
    </MailSent>
  );
}

function SignInByCode({ onCame }: { onCame: (answer: CameByMail) => Promise<void> }): ReactNode {
  const [code, setCode] = useState('');
  const signIn = useMutation({
    mutationFn: links.signIn,
    onSuccess: onCame,
    onError: () => setCode(''),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    signIn.mutate({ code });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <CodeField value={code} onChange={setCode} />
      {signIn.error !== null && <ProblemNotice error={signIn.error} />}
      <Button type="submit" size="md" loading={signIn.isPending}>
        {t('account.signIn')}
      </Button>
    </form>
  );
}

/** The link of the mail: one button, since whatever opens links in mails must not sign in. */
export function SignInLinkScene(): ReactNode {
  const { came, notice } = useCameByMail({ passwordSet: false });
  const signIn = useMutation({ mutationFn: links.signIn, onSuccess: came });
  if (notice !== undefined) return notice;
  return (
    <OpenedLink purpose="sign-in" title={t('signIn.title')}>
      {(token) => (
        <div className="stack">
          {signIn.error !== null && <ProblemNotice error={signIn.error} />}
          <Button size="md" loading={signIn.isPending} onClick={() => signIn.mutate({ token })}>
            {t('account.signIn')}
          </Button>
        </div>
      )}
    </OpenedLink>
  );
}
