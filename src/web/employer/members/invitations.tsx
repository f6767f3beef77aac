import { useState, type ReactNode } from 'react';
import { Button, Modal } from '@mantine/core';
import type { OpenInvitation } from '#contract/account.ts';
import { members } from '#web/api/accounts.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { rolesWords } from '#web/parts/roles-words.ts';
import { useChange } from '#web/parts/use-change.ts';
import { browserZone } from '#web/parts/zone-field.tsx';
import { dayWords, timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { InvitationLink } from './invitation-link.tsx';

type Props = { readonly organisation: string; readonly invitations: readonly OpenInvitation[] };

/** Those that nobody has used yet. Their links cannot be shown again; a new one takes the place of the old one. */
export function Invitations({ organisation, invitations }: Props): ReactNode {
  const [name, setName] = useState('');
  const again = useChange(organisation, ({ person, email, roles }: OpenInvitation) =>
    members.invite(organisation, { who: { person }, email, roles }),
  );
  const withdraw = useChange(organisation, (id: string) => members.withdraw(organisation, id));
  const error = again.error ?? withdraw.error;
  return (
    <>
      {invitations.length > 0 && (
        <section className="members-part">
          <h2>{t('members.invitations')}</h2>
          <ul className="rows">
            {invitations.map((one) => (
              <InvitationRow
                key={one.id}
                invitation={one}
                busy={again.isPending || withdraw.isPending}
                onWithdraw={() => withdraw.mutate(one.id)}
                onAgain={() => {
                  setName(one.name);
                  again.mutate(one);
                }}
              />
            ))}
          </ul>
          {error !== null && <ProblemNotice error={error} />}
        </section>
      )}
      <Modal
        opened={again.data !== undefined}
        onClose={again.reset}
        title={t('members.linkTitle', { name })}
        closeButtonProps={{ 'aria-label': t('do.close') }}
      >
        {again.data !== undefined && <InvitationLink name={name} made={again.data} onClose={again.reset} />}
      </Modal>
    </>
  );
}

type RowProps = {
  readonly invitation: OpenInvitation;
  readonly busy: boolean;
  readonly onWithdraw: () => void;
  readonly onAgain: () => void;
};

function InvitationRow({ invitation, busy, onWithdraw, onAgain }: RowProps): ReactNode {
  const { name, email, roles, endsAt, late } = invitation;
  const zone = browserZone();
  const until = t('members.until', { day: dayWords(endsAt, zone), time: timeWords(endsAt, zone) });
  return (
    <li className="row member">
      <div className="row-words">
        <h3 className="row-title">{name}</h3>
        <span className="row-below">
          {email}, {late ? t('members.late') : until}
        </span>
      </div>
      <span className="member-roles">{rolesWords(roles)}</span>
      <div className="row-do">
        <Button
          variant="subtle"
          size="compact-sm"
          disabled={busy}
          onClick={onAgain}
          aria-label={t('members.newLinkOf', { name })}
        >
          {t('members.newLink')}
        </Button>
        <Button
          variant="subtle"
          size="compact-sm"
          className="danger-quiet"
          disabled={busy}
          onClick={onWithdraw}
          aria-label={t('members.withdrawOf', { name })}
        >
          {t('members.withdraw')}
        </Button>
      </div>
    </li>
  );
}
