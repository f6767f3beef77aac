import type { ReactNode } from 'react';
import { Button, Group } from '@mantine/core';
import type { InvitationMade } from '#contract/account.ts';
import { CopyField } from '#web/parts/copy-field.tsx';
import { browserZone } from '#web/parts/zone-field.tsx';
import { dayWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

type Props = { readonly name: string; readonly made: InvitationMade; readonly onClose: () => void };

/** Where no mail is set up, whoever invites copies the link; where it is, they still may. */
export function InvitationLink({ name, made, onClose }: Props): ReactNode {
  const day = dayWords(made.endsAt, browserZone());
  return (
    <div className="stack">
      <CopyField
        label={t('members.link', { name })}
        path={made.link}
        help={t(made.mailed ? 'members.linkMailed' : 'members.linkHelp', { name, day })}
      />
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('do.close')}
        </Button>
      </Group>
    </div>
  );
}
