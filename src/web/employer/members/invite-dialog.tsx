import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Modal, NativeSelect, TextInput } from '@mantine/core';
import type { InvitationMade, MembersView, NewInvitation } from '#contract/account.ts';
import type { Role } from '#domain/policy/viewer.ts';
import { useQueryClient } from '@tanstack/react-query';
import { useSafely } from '#web/account/use-safely.tsx';
import { members } from '#web/api/accounts.ts';
import { EmailField } from '#web/account/entry.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { t } from '#web/words/words.ts';
import { InvitationLink } from './invitation-link.tsx';
import { RolesField } from './roles-field.tsx';

type Props = {
  readonly organisation: string;
  readonly others: MembersView['others'];
  readonly onClose: () => void;
};

export function InviteDialog({ organisation, others, onClose }: Props): ReactNode {
  const [name, setName] = useState('');
  const [made, setMade] = useState<InvitationMade>();
  const client = useQueryClient();
  const invite = useSafely(
    (one: NewInvitation) => members.invite(organisation, one),
    async (done) => {
      setMade(done);
      await client.invalidateQueries({ queryKey: ['o', organisation] });
    },
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={made === undefined ? t('members.invite') : t('members.linkTitle', { name })}
      closeButtonProps={{ 'aria-label': t('do.close') }}
    >
      {made === undefined ? (
        <InviteForm
          others={others}
          busy={invite.busy}
          error={invite.error}
          onInvite={(one, called) => {
            setName(called);
            invite.run(one);
          }}
        />
      ) : (
        <InvitationLink name={name} made={made} onClose={onClose} />
      )}
      {invite.dialog}
    </Modal>
  );
}

type FormProps = Pick<Props, 'others'> & {
  readonly busy: boolean;
  readonly error: Error | null;
  readonly onInvite: (invitation: NewInvitation, name: string) => void;
};

const NEW = 'new';

function InviteForm({ others, busy, error, onInvite }: FormProps): ReactNode {
  const [person, setPerson] = useState(NEW);
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [roles, setRoles] = useState<readonly Role[]>(['interviewer']);
  const known = others.map((one) => ({ value: one.id, label: one.name }));
  const chosen = others.find(({ id }) => id === person);
  const choose = (id: string): void => {
    setPerson(id);
    setEmail(others.find((one) => one.id === id)?.email ?? '');
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (roles.length === 0) return;
    const who = chosen === undefined ? { name } : { person: chosen.id };
    onInvite({ who, email, roles }, chosen?.name ?? name);
  };
  return (
    <form className="stack" onSubmit={submit}>
      {others.length > 0 && (
        <NativeSelect
          label={t('members.who')}
          value={person}
          onChange={(event) => choose(event.currentTarget.value)}
          data={[{ value: NEW, label: t('members.somebodyNew') }, ...known]}
          data-autofocus
        />
      )}
      {chosen === undefined && (
        <TextInput
          label={t('field.name')}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={200}
          required
          withAsterisk={false}
          autoComplete="off"
          {...(others.length === 0 && { 'data-autofocus': true })}
        />
      )}
      <EmailField
        value={email}
        onChange={setEmail}
        label={t('members.email')}
        description={t('members.emailHelp')}
        autoComplete="off"
      />
      <RolesField
        value={roles}
        onChange={setRoles}
        error={roles.length === 0 ? t('members.noRole') : undefined}
      />
      {error !== null && <ProblemNotice error={error} />}
      <Button type="submit" loading={busy} disabled={roles.length === 0}>
        {t('members.makeLink')}
      </Button>
    </form>
  );
}
