import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { MembersView, MemberView } from '#contract/account.ts';
import { members } from '#web/api/accounts.ts';
import { organisations } from '#web/api/organisations.ts';
import { EditMember } from '#web/employer/members/edit-member.tsx';
import { Invitations } from '#web/employer/members/invitations.tsx';
import { MembersWays } from '#web/employer/members/members-ways.tsx';
import { InviteDialog } from '#web/employer/members/invite-dialog.tsx';
import { Icon } from '#web/parts/icons.tsx';
import { NextStep } from '#web/parts/next-step.tsx';
import { rolesWords } from '#web/parts/roles-words.ts';
import { isLocalPage } from '#web/parts/copy-field.tsx';
import { Loaded, SceneHead } from '#web/parts/scene.tsx';
import { useWho } from '#web/parts/use-who.ts';
import { t } from '#web/words/words.ts';

export function MembersScene(): ReactNode {
  const { o } = useParams({ from: '/o/$o/members' });
  const [inviting, setInviting] = useState(false);
  const self = useQuery({ queryKey: ['o', o, 'self'], queryFn: () => organisations.read(o) });
  const known = useQuery({ queryKey: ['o', o, 'members'], queryFn: () => members.read(o) });
  const computer = useWho().data?.kind === 'computer';
  const invite = (
    <Button leftSection={<Icon name="add" />} onClick={() => setInviting(true)}>
      {t('members.invite')}
    </Button>
  );
  return (
    <Loaded query={known}>
      {(data) => (
        <>
          <SceneHead
            title={t('members.title')}
            below={t('members.below', { name: self.data?.name ?? '' })}
            {...(data.members.length > 1 && { actions: invite })}
          />
          <MembersWays organisation={o} here="members" />
          {computer ? (
            <NextStep title={t('members.noneTitle')} text={t('members.none')}>
              {null}
            </NextStep>
          ) : (
            <Listed organisation={o} known={data} invite={invite} />
          )}
          {inviting && (
            <InviteDialog organisation={o} others={data.others} onClose={() => setInviting(false)} />
          )}
        </>
      )}
    </Loaded>
  );
}

type ListedProps = {
  readonly organisation: string;
  readonly known: MembersView;
  readonly invite: ReactNode;
};

function Listed({ organisation, known, invite }: ListedProps): ReactNode {
  const [edited, setEdited] = useState<string>();
  const member = known.members.find(({ person }) => person === edited);
  return (
    <>
      {known.members.length < 2 && (
        <NextStep title={t('members.aloneTitle')} text={t('members.alone')}>
          {invite}
        </NextStep>
      )}
      <ul className="rows">
        {known.members.map((one) => (
          <MemberRow key={one.person} member={one} onEdit={() => setEdited(one.person)} />
        ))}
      </ul>
      <Invitations organisation={organisation} invitations={known.invitations} />
      {isLocalPage() && <p className="members-note">{t('members.local')}</p>}
      {member !== undefined && (
        <EditMember
          key={member.person}
          organisation={organisation}
          member={member}
          onClose={() => setEdited(undefined)}
        />
      )}
    </>
  );
}

function MemberRow({ member, onEdit }: { member: MemberView; onEdit: () => void }): ReactNode {
  const who = useWho().data;
  const you = who?.kind === 'member' && who.email === member.email;
  return (
    <li className="row member">
      <div className="row-words">
        <h2 className="row-title">
          {member.name}
          {you && <span className="member-mark">{t('members.you')}</span>}
          {member.disabled && (
            <span className="member-mark" data-off="true">
              {t('members.disabled')}
            </span>
          )}
        </h2>
        <span className="row-below">
          {member.email} · {t(member.secondFactor ? 'factor.memberHas' : 'factor.memberHasNone')}
        </span>
      </div>
      <span className="member-roles">{rolesWords(member.roles)}</span>
      <Button
        variant="subtle"
        size="compact-sm"
        onClick={onEdit}
        aria-label={t('members.edit', { name: member.name })}
      >
        {t('do.edit')}
      </Button>
    </li>
  );
}
