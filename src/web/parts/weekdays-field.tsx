import type { ReactNode } from 'react';
import { Chip } from '@mantine/core';
import { WEEKDAYS, type Weekday } from '#domain/planning/loop-problem.ts';
import { t } from '#web/words/words.ts';

type Props = {
  readonly legend: string;
  readonly value: readonly Weekday[];
  readonly onChange: (days: readonly Weekday[]) => void;
  readonly error?: string | undefined;
};

export function WeekdaysField({ legend, value, onChange, error }: Props): ReactNode {
  return (
    <fieldset className="plain">
      <legend>{legend}</legend>
      <Chip.Group
        multiple
        value={[...value]}
        onChange={(days) => onChange(WEEKDAYS.filter((day) => days.includes(day)))}
      >
        <div className="chips">
          {WEEKDAYS.map((day) => (
            <Chip key={day} value={day} size="sm" radius="sm" variant="outline">
              {t(`weekday.${day}`)}
            </Chip>
          ))}
        </div>
      </Chip.Group>
      {error !== undefined && <p className="field-error">{error}</p>}
    </fieldset>
  );
}
