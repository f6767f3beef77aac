/** What the doors have in common: one column with one thing to do, and the fields for names and passwords. */
import type { ReactNode } from 'react';
import { PasswordInput, TextInput } from '@mantine/core';
import { PASSWORD_LENGTH } from '#domain/account/password.ts';
import { Frame } from '#web/parts/frame.tsx';
import { SceneHead } from '#web/parts/scene.tsx';
import { t } from '#web/words/words.ts';

export function Entry(props: { title: string; lead?: string; children: ReactNode }): ReactNode {
  return (
    <Frame>
      <div className="entry">
        <SceneHead title={props.title} {...(props.lead !== undefined && { below: props.lead })} />
        {props.children}
      </div>
    </Frame>
  );
}

type FieldProps = { readonly value: string; readonly onChange: (text: string) => void };

export function NameField({ value, onChange }: FieldProps): ReactNode {
  return (
    <TextInput
      label={t('account.name')}
      description={t('account.nameHelp')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="name"
      maxLength={200}
      required
      withAsterisk={false}
    />
  );
}

type EmailProps = FieldProps & {
  readonly label?: string;
  readonly description?: string;
  readonly autoComplete?: 'username' | 'username webauthn' | 'off';
};

/** Not of the type `email`: that takes letters that we do not, and says so in the browser's words. */
export function EmailField({ value, onChange, autoComplete = 'username', ...words }: EmailProps): ReactNode {
  return (
    <TextInput
      label={t('account.email')}
      {...words}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      inputMode="email"
      autoComplete={autoComplete}
      autoCapitalize="none"
      spellCheck={false}
      maxLength={254}
      required
      withAsterisk={false}
    />
  );
}

type PasswordProps = FieldProps & { readonly label?: string };

export function PasswordField({ value, onChange, label }: PasswordProps): ReactNode {
  return (
    <PasswordInput
      label={label ?? t('account.password')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="current-password"
      visibilityToggleButtonProps={{ 'aria-label': t('account.show') }}
      required
      withAsterisk={false}
    />
  );
}

export function NewPasswordField({ value, onChange, label }: PasswordProps): ReactNode {
  const { least, most } = PASSWORD_LENGTH;
  return (
    <PasswordInput
      label={label ?? t('account.password')}
      description={t('account.passwordHelp', { least })}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete="new-password"
      minLength={least}
      // What is longer is refused with words, and not cut off.
      maxLength={most * 2}
      visibilityToggleButtonProps={{ 'aria-label': t('account.show') }}
      required
      withAsterisk={false}
    />
  );
}
