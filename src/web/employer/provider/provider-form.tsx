import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Checkbox, PasswordInput, TextInput } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ProviderChange, ProviderView } from '#contract/provider.ts';
import { useSafely } from '#web/account/use-safely.tsx';
import { provider as providers } from '#web/api/providers.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { t } from '#web/words/words.ts';

type Known = ProviderView['provider'];
type Props = {
  readonly organisation: string;
  readonly provider: Known;
  /** Reads the settings again, where somebody else has changed them. */
  readonly again: () => void;
};

type Fields = Omit<ProviderChange, 'clientSecret' | 'domains' | 'version'> & {
  readonly secret: string;
  readonly domains: string;
};

function fieldsOf(known: Known): Fields {
  const { name = '', issuer = '', clientId = '', domains = [], required = false } = known ?? {};
  return { name, issuer, clientId, required, domains: domains.join(', '), secret: '' };
}

/** An empty secret keeps the one that there is. */
function changeOf({ secret, domains, ...fields }: Fields, known: Known): ProviderChange {
  return {
    ...fields,
    domains: domains.split(/[\s,;]+/).filter((domain) => domain !== ''),
    version: known?.version ?? 0,
    ...(secret !== '' && { clientSecret: secret }),
  };
}

export function ProviderForm({ organisation, provider: known, again }: Props): ReactNode {
  const [fields, setFields] = useState(() => fieldsOf(known));
  const client = useQueryClient();
  const save = useSafely(
    (change: ProviderChange) => providers.save(organisation, change),
    () => client.invalidateQueries({ queryKey: ['o', organisation] }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.run(changeOf(fields, known));
  };
  const text = (name: 'name' | 'issuer' | 'clientId' | 'domains', required: boolean): ReactNode => (
    <TextInput
      label={t(`provider.${name}`)}
      description={t(`provider.${name}Help`)}
      value={fields[name]}
      onChange={(event) => setFields({ ...fields, [name]: event.currentTarget.value })}
      autoComplete="off"
      autoCapitalize="none"
      spellCheck={false}
      required={required}
      withAsterisk={false}
    />
  );
  return (
    <form className="stack" onSubmit={submit}>
      {text('name', true)}
      {text('issuer', true)}
      {text('clientId', true)}
      <PasswordInput
        label={t('provider.clientSecret')}
        description={t(`provider.secret.${known?.secret ?? 'first'}`)}
        value={fields.secret}
        onChange={(event) => setFields({ ...fields, secret: event.currentTarget.value })}
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': t('provider.showSecret') }}
      />
      {text('domains', false)}
      <Checkbox
        label={t('provider.required')}
        description={t('provider.requiredHelp')}
        checked={fields.required}
        onChange={(event) => setFields({ ...fields, required: event.currentTarget.checked })}
      />
      {save.error !== null && <ProblemNotice error={save.error} reload={again} />}
      <div className="entry-do">
        <Button type="submit" loading={save.busy}>
          {t('provider.save')}
        </Button>
        <span>{t('provider.saveHelp')}</span>
      </div>
      {save.dialog}
    </form>
  );
}
