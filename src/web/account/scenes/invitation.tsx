import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useLocation } from '@tanstack/react-router';
import type { InvitationView, JoinedView, Who } from '#contract/account.ts';
import { Entry, NameField, NewPasswordField } from '#web/account/entry.tsx';
import { linkToken } from '#web/account/link-token.ts';
import { SecondFactorForm } from '#web/account/second-factor-form.tsx';
import { SignInForm } from '#web/account/sign-in-form.tsx';
import { useSafely } from '#web/account/use-safely.tsx';
import { useCameByMail } from '#web/account/what-was-dropped.tsx';
import { accounts, invitations } from '#web/api/accounts.ts';
import { hasCode, ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useForgetAll, useWho } from '#web/parts/use-who.ts';
import { rolesWords } from '#web/parts/roles-words.ts';
import { t } from '#web/words/words.ts';

export function InvitationScene(): ReactNode {
  const token = linkToken(useLocation({ select: ({ hash }) => hash }));
  if (token !== undefined) return <Invitation key={token} token={token} />;
  return (
    <Entry title={t('invitation.noTokenTitle')} lead={t('invitation.noToken')}>
      <Link to="/">{t('signIn.toStart')}</Link>
    </Entry>
  );
}

function Invitation({ token }: { token: string }): ReactNode {
  const who = useWho();
  const { came, notice } = useCameByMail({ passwordSet: true });
  // Looked at once: whoever has joined does not want to hear that the link is used.
  const known = useQuery({
    queryKey: ['who', 'invitation', token],
    queryFn: () => invitations.look(token),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });
  if (notice !== undefined) return notice;
  if (known.data !== undefined && who.data !== undefined) {
    const { organisation, roles, email } = known.data;
    const lead = t('invitation.lead', { roles: rolesWords(roles), email });
    return (
      <Entry title={t('invitation.title', { organisation })} lead={lead}>
        <WayIn token={token} invitation={known.data} who={who.data} onJoined={came} />
      </Entry>
    );
  }
  const error = known.error ?? who.error;
  const gone = error !== null && hasCode(error, 'not-found');
  return (
    <Entry title={t(gone ? 'invitation.goneTitle' : 'invitation.tab')} {...(gone && { lead: error.message })}>
      {error === null && <p aria-busy="true">{t('frame.loading')}</p>}
      {error !== null && !gone && <ProblemNotice error={error} again={() => void known.refetch()} />}
      {gone && <Link to="/">{t('signIn.toStart')}</Link>}
    </Entry>
  );
}

type Joining = { readonly token: string; readonly onJoined: (joined: JoinedView) => Promise<void> };
type WayProps = Joining & { readonly invitation: InvitationView; readonly who: Who };

function WayIn({ token, invitation, who, onJoined }: WayProps): ReactNode {
  const forgetAll = useForgetAll();
  if (who.kind === 'member' && who.email !== invitation.email) {
    return <OtherAccount email={who.email} invited={invitation.email} />;
  }
  if (who.kind === 'member') return <JoinForm token={token} onJoined={onJoined} />;
  if (who.kind === 'halfway') return <SecondFactorForm who={who} onDone={forgetAll} />;
  if (!invitation.account) return <AcceptForm token={token} invitation={invitation} onJoined={onJoined} />;
  return (
    <>
      <p>{t('invitation.hasAccount')}</p>
      <SignInForm email={invitation.email} />
    </>
  );
}

function AcceptForm({ token, invitation, onJoined }: Omit<WayProps, 'who'>): ReactNode {
  const [name, setName] = useState(invitation.name);
  const [password, setPassword] = useState('');
  const accept = useMutation({ mutationFn: invitations.accept, onSuccess: onJoined });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    accept.mutate({ token, name, password });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <TextInput label={t('account.email')} value={invitation.email} autoComplete="username" readOnly />
      <NameField value={name} onChange={setName} />
      <NewPasswordField value={password} onChange={setPassword} />
      {accept.error !== null && <ProblemNotice error={accept.error} />}
      <Button type="submit" size="md" loading={accept.isPending}>
        {t('invitation.do')}
      </Button>
    </form>
  );
}

function JoinForm({ token, onJoined }: Joining): ReactNode {
  const join = useSafely<void, JoinedView>(() => invitations.join(token), onJoined);
  return (
    <div className="stack">
      {join.error !== null && <ProblemNotice error={join.error} />}
      <Button size="md" loading={join.busy} onClick={() => join.run()}>
        {t('invitation.do')}
      </Button>
      {join.dialog}
    </div>
  );
}

function OtherAccount({ email, invited }: { email: string; invited: string }): ReactNode {
  const forgetAll = useForgetAll();
  const out = useMutation({ mutationFn: accounts.signOut, onSuccess: forgetAll });
  return (
    <div className="stack">
      <p>{t('invitation.otherAccount', { email, invited })}</p>
      {out.error !== null && <ProblemNotice error={out.error} />}
      <Button size="md" variant="default" loading={out.isPending} onClick={() => out.mutate()}>
        {t('account.signOut')}
      </Button>
    </div>
  );
}
