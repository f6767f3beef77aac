import type { ReactNode } from 'react';
import { Checkbox } from '@mantine/core';
import { ROLES, type Role } from '#domain/policy/viewer.ts';
import { t } from '#web/words/words.ts';

type Props = {
  readonly value: readonly Role[];
  readonly onChange: (roles: readonly Role[]) => void;
  readonly error?: string | undefined;
};

/** What somebody does here, each role with what it means. */
export function RolesField({ value, onChange, error }: Props): ReactNode {
  const set = (role: Role, on: boolean): void =>
    onChange(ROLES.filter((one) => (one === role ? on : value.includes(one))));
  return (
    <fieldset className="plain">
      <legend>{t('members.roles')}</legend>
      <div className="member-choices">
        {ROLES.map((role) => (
          <Checkbox
            key={role}
            label={t(`memberRole.${role}`)}
            description={t(`memberRoleHelp.${role}`)}
            checked={value.includes(role)}
            onChange={(event) => set(role, event.currentTarget.checked)}
          />
        ))}
      </div>
      {error !== undefined && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
