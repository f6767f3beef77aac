import { useEffect, useRef, type ReactNode } from 'react';
import { NumberInput } from '@mantine/core';
import { t } from '#web/words/words.ts';

type Props = {
  readonly label: string;
  /** Absent while the field is empty. */
  readonly value: number | undefined;
  readonly onChange: (value: number | undefined) => void;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  readonly error?: string | undefined;
};

/** A whole number, typed. One out of reach stays as typed and is named; the browser does not let its form go. */
export function NumberField({ label, value, onChange, min, max, step = 1, error }: Props): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const fits = value === undefined || (value >= min && value <= max);
  const fault = fits ? undefined : t('field.outOfReach', { min, max });
  useEffect(() => field.current?.setCustomValidity(fault ?? ''), [fault]);
  return (
    <NumberInput
      ref={field}
      label={label}
      value={value ?? ''}
      min={min}
      max={max}
      step={step}
      clampBehavior="none"
      allowDecimal={false}
      error={fault ?? error}
      onChange={(typed) => onChange(typed === '' ? undefined : Number(typed))}
    />
  );
}
