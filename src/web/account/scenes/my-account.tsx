import { useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, Navigate, useSearch } from '@tanstack/react-router';
import type { Who } from '#contract/account.ts';
import { ownPath } from '#domain/account/own-path.ts';
import { Entry, NameField, NewPasswordField, PasswordField } from '#web/account/entry.tsx';
import { OwnFactors, type Wanted } from '#web/account/own-factors.tsx';
import { Identities } from '#web/account/identities.tsx';
import { SentByProvider } from '#web/account/sent-by-provider.tsx';
import { Sessions } from '#web/account/sessions.tsx';
import { accounts } from '#web/api/accounts.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useWho } from '#web/parts/use-who.ts';
import { t } from '#web/words/words.ts';

export function MyAccountScene(): ReactNode {
  const who = useWho();
  if (who.data === undefined) {
    return (
      <Entry title={t('mine.title')}>
        {who.error === null ? (
          <p aria-busy="true">{t('frame.loading')}</p>
        ) : (
          <ProblemNotice error={who.error} again={() => void who.refetch()} />
        )}
      </Entry>
    );
  }
  if (who.data.kind !== 'member') {
    if (who.data.kind !== 'computer') return <Navigate to="/sign-in" search={{ next: '/account' }} replace />;
    return (
      <Entry title={t('signIn.noneTitle')} lead={t('signIn.none')}>
        <Link to="/">{t('signIn.toStart')}</Link>
      </Entry>
    );
  }
  return (
    <Entry title={t('mine.title')} lead={t('mine.below', { email: who.data.email })}>
      <GoOn ready={!who.data.needsFactor} />
      {who.data.byProvider === undefined ? (
        <>
          <OwnFactors wanted={wantedOf(who.data)} />
          <OwnPassword />
        </>
      ) : (
        <SentByProvider />
      )}
      <Identities />
      <OwnName name={who.data.name} />
      {who.data.byProvider === undefined && <Sessions />}
    </Entry>
  );
}

/** Administrators need one where others are served; on a server of one computer they are advised to have one. */
function wantedOf({ needsFactor, memberships }: Extract<Who, { kind: 'member' }>): Wanted {
  if (needsFactor) return 'demanded';
  return memberships.some(({ roles }) => roles.includes('administrator')) ? 'recommended' : 'free';
}

/** Whoever was led here on the way to somewhere else. */
function GoOn({ ready }: { ready: boolean }): ReactNode {
  const { next } = useSearch({ from: '/account' });
  if (next === undefined || !ready) return null;
  return (
    <p className="notice">
      <Link to={ownPath(next)}>{t('factor.goOn')}</Link>
    </p>
  );
}

function OwnName({ name: before }: { name: string }): ReactNode {
  const [name, setName] = useState(before);
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: accounts.rename,
    // Colleagues see the name too.
    onSuccess: () => client.invalidateQueries(),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(name);
  };
  return (
    <section className="entry-part">
      <h2>{t('mine.nameTitle')}</h2>
      <form className="stack" onSubmit={submit}>
        <NameField value={name} onChange={setName} />
        {save.error !== null && <ProblemNotice error={save.error} />}
        <div className="entry-do">
          <Button type="submit" variant="default" loading={save.isPending}>
            {t('do.save')}
          </Button>
          <span role="status">{save.isSuccess && name === before ? t('mine.saved') : ''}</span>
        </div>
      </form>
    </section>
  );
}

function OwnPassword(): ReactNode {
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: accounts.setPassword,
    onSuccess: async () => {
      setCurrent('');
      setPassword('');
      await client.invalidateQueries({ queryKey: ['who', 'sessions'] });
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate({ current, password });
  };
  return (
    <section className="entry-part">
      <h2>{t('mine.passwordTitle')}</h2>
      <p className="panel-text">{t('mine.passwordText')}</p>
      <form className="stack" onSubmit={submit}>
        <PasswordField label={t('account.currentPassword')} value={current} onChange={setCurrent} />
        <NewPasswordField label={t('account.newPassword')} value={password} onChange={setPassword} />
        {save.error !== null && <ProblemNotice error={save.error} />}
        <div className="entry-do">
          <Button type="submit" variant="default" loading={save.isPending}>
            {t('mine.change')}
          </Button>
          <span role="status">{save.isSuccess && current === '' ? t('mine.changed') : ''}</span>
        </div>
      </form>
    </section>
  );
}
