import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Autocomplete } from '@mantine/core';
import { zoneFrom } from './zone-entry.ts';
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

/**
 * A time zone, typed or picked. What is typed stays until it names one zone; meanwhile `value` keeps the last zone and
 * the browser does not let the form go.
 */
export function ZoneField({ value, onChange, label, description, error }: Props): ReactNode {
  const [typed, setTyped] = useState<string>();
  const [left, setLeft] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const known = ZONES.includes(value) ? ZONES : [value, ...ZONES];
  const unclear = typed !== undefined && zoneFrom(typed, known) === undefined;
  useEffect(() => field.current?.setCustomValidity(unclear ? t('field.noZone') : ''), [unclear]);
  const type = (text: string): void => {
    const zone = zoneFrom(text, known);
    setTyped(text);
    setLeft(false);
    if (zone !== undefined) onChange(zone);
  };
  const leave = (): void => {
    setLeft(true);
    if (!unclear) setTyped(undefined);
  };
  return (
    <Autocomplete
      ref={field}
      label={label ?? t('field.zone')}
      {...(description !== undefined && { description })}
      data={[...known]}
      value={typed ?? value}
      onChange={type}
      onBlur={leave}
      onFocus={(event) => event.currentTarget.select()}
      {...(typed === undefined && { filter: ({ options }) => options })}
      limit={typed === undefined ? known.length : 60}
      error={unclear && left ? t('field.noZone') : error}
      required
      withAsterisk={false}
      maxDropdownHeight={260}
    />
  );
}
