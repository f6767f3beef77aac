import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Group, Modal, PasswordInput } from '@mantine/core';
import { calendars } from '#web/api/calendars.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';
import type { CalendarProps } from './calendar-card.tsx';

/** Tried at once: one that does not work changes nothing. */
export function NewPassword(props: CalendarProps & { readonly onClose: () => void }): ReactNode {
  const { organisation, person, calendar, onClose } = props;
  const [password, setPassword] = useState('');
  const save = useChange(organisation, () =>
    calendars.signIn(organisation, person.id, { calendar: calendar.id, password }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('calendars.passwordTitle', { place: calendar.place ?? calendar.name })}
      centered
      closeButtonProps={{ 'aria-label': t('do.close') }}
    >
      <form className="stack" onSubmit={submit}>
        <PasswordInput
          label={t('calendars.secret')}
          description={t('calendars.secretHelp')}
          value={password}
          autoComplete="off"
          required
          withAsterisk={false}
          maxLength={1000}
          data-autofocus
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {save.error !== null && <ProblemNotice error={save.error} />}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending}>
            {t('calendars.passwordDo')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
