import type { ReactNode } from 'react';
import { Select } from '@mantine/core';
import { t } from '#web/words/words.ts';

const ZONES: readonly string[] = [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])];

/** What this browser is set to: only ever a suggestion that is shown and can be changed. */
export function browserZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

type Props = {
  readonly value: string;
  readonly onChange: (zone: string) => void;
  readonly label?: string;
  readonly description?: string;
  readonly error?: string | undefined;
};

export function ZoneField({ value, onChange, label, description, error }: Props): ReactNode {
  const known = ZONES.includes(value) ? ZONES : [value, ...ZONES];
  return (
    <Select
      label={label ?? t('field.zone')}
      {...(description !== undefined && { description })}
      data={[...known]}
      value={value}
      onChange={(zone) => zone !== null && onChange(zone)}
      searchable
      limit={60}
      allowDeselect={false}
      nothingFoundMessage={t('field.noZone')}
      error={error}
      required
      withAsterisk={false}
      maxDropdownHeight={260}
    />
  );
}
