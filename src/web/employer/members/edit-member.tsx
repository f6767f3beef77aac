import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Checkbox, Group, Modal } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { MemberChange, MemberView } from '#contract/account.ts';
import { useSafely } from '#web/account/use-safely.tsx';
import { members } from '#web/api/accounts.ts';
import { factors } from '#web/api/factors.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { useWho } from '#web/parts/use-who.ts';
import { t } from '#web/words/words.ts';
import { RolesField } from './roles-field.tsx';

type Props = { readonly organisation: string; readonly member: MemberView; readonly onClose: () => void };

export function EditMember({ organisation, member, onClose }: Props): ReactNode {
  const [to, setTo] = useState<MemberChange>({ roles: member.roles, disabled: member.disabled });
  const client = useQueryClient();
  const who = useWho().data;
  const you = who?.kind === 'member' && who.email === member.email;
  const save = useSafely(
    (change: MemberChange) => members.change(organisation, member.person, change),
    async () => {
      await client.invalidateQueries({ queryKey: ['o', organisation] });
      // It may have been one's own role.
      void client.invalidateQueries({ queryKey: ['who'] });
      onClose();
    },
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.run(to);
  };
  return (
    <Modal opened onClose={onClose} title={member.name} closeButtonProps={{ 'aria-label': t('do.close') }}>
      <form className="stack" onSubmit={submit}>
        <RolesField
          value={to.roles}
          onChange={(roles) => setTo({ ...to, roles })}
          error={to.roles.length === 0 ? t('members.noRole') : undefined}
        />
        <Checkbox
          label={t('members.isDisabled')}
          description={t('members.disabledHelp')}
          checked={to.disabled}
          onChange={(event) => setTo({ ...to, disabled: event.currentTarget.checked })}
        />
        {save.error !== null && <ProblemNotice error={save.error} />}
        {save.dialog}
        <Group justify="flex-end">
          <Button type="submit" loading={save.busy} disabled={to.roles.length === 0}>
            {t('do.save')}
          </Button>
        </Group>
        {member.secondFactor && !you && (
          <TakeFactors organisation={organisation} member={member} onDone={onClose} />
        )}
        <RemoveMember organisation={organisation} member={member} onGone={onClose} />
      </form>
    </Modal>
  );
}

function TakeFactors(props: { organisation: string; member: MemberView; onDone: () => void }): ReactNode {
  const { organisation, member, onDone } = props;
  const [asked, setAsked] = useState(false);
  const client = useQueryClient();
  const take = useSafely<void, void>(
    () => factors.takeFrom(organisation, member.person),
    async () => {
      await client.invalidateQueries({ queryKey: ['o', organisation, 'members'] });
      onDone();
    },
  );
  return (
    <div className="danger-zone">
      {asked ? (
        <>
          <p className="field-help">{t('factor.takeText')}</p>
          <Button className="danger" loading={take.busy} onClick={() => take.run()}>
            {t('factor.takeReally', { name: member.name })}
          </Button>
        </>
      ) : (
        <Button variant="subtle" className="danger-quiet" onClick={() => setAsked(true)}>
          {t('factor.take')}
        </Button>
      )}
      {take.error !== null && <ProblemNotice error={take.error} />}
      {take.dialog}
    </div>
  );
}

function RemoveMember(props: { organisation: string; member: MemberView; onGone: () => void }): ReactNode {
  const { organisation, member, onGone } = props;
  const [asked, setAsked] = useState(false);
  const gone = useChange(organisation, () => members.remove(organisation, member.person));
  return (
    <div className="danger-zone">
      {asked ? (
        <>
          <p className="field-help">{t('members.removeText')}</p>
          <Button
            className="danger"
            loading={gone.isPending}
            onClick={() => gone.mutate(undefined, { onSuccess: onGone })}
          >
            {t('members.removeReally', { name: member.name })}
          </Button>
        </>
      ) : (
        <Button variant="subtle" className="danger-quiet" onClick={() => setAsked(true)}>
          {t('members.remove')}
        </Button>
      )}
      {gone.error !== null && <ProblemNotice error={gone.error} />}
    </div>
  );
}
