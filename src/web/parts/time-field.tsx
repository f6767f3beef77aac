import { useEffect, useRef, useState, type ReactNode } from 'react';
import { TextInput } from '@mantine/core';
import type { LocalHours, LocalTime } from '#domain/planning/loop-problem.ts';
import { t } from '#web/words/words.ts';
import { timeFrom } from './time-entry.ts';

type Props = {
  readonly label: string;
  readonly value: LocalTime;
  readonly onChange: (time: LocalTime) => void;
  readonly error?: string | undefined;
};

/** A time of day, typed: `9`, `930` and `9:30 am` are understood when the field is left. */
export function TimeField({ label, value, onChange, error }: Props): ReactNode {
  const [typed, setTyped] = useState<string>();
  const field = useRef<HTMLInputElement>(null);
  const understood = timeFrom(typed ?? value);
  const fault = understood === undefined ? t('field.noTime') : undefined;
  useEffect(() => field.current?.setCustomValidity(fault ?? ''), [fault]);
  const leave = (): void => {
    if (typed === undefined) return;
    // What is no time is handed on as typed: it must not be replaced by what stood there before.
    onChange(understood ?? typed);
    setTyped(undefined);
  };
  return (
    <TextInput
      ref={field}
      className="time-field"
      label={label}
      value={typed ?? value}
      inputMode="numeric"
      autoComplete="off"
      error={fault ?? error}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={leave}
      onKeyDown={(event) => event.key === 'Enter' && leave()}
    />
  );
}

type HoursProps = {
  readonly legend: string;
  readonly value: LocalHours;
  readonly onChange: (hours: LocalHours) => void;
  readonly error?: string | undefined;
};

export function HoursField({ legend, value, onChange, error }: HoursProps): ReactNode {
  return (
    <fieldset className="plain">
      <legend>{legend}</legend>
      <div className="hours">
        <TimeField
          label={t('field.from')}
          value={value.from}
          onChange={(from) => onChange({ ...value, from })}
        />
        <TimeField label={t('field.to')} value={value.to} onChange={(to) => onChange({ ...value, to })} />
      </div>
      {error !== undefined && <p className="field-error">{error}</p>}
    </fieldset>
  );
}
