import type { ReactNode } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import type { WorkingHours } from '#domain/planning/loop-problem.ts';
import { daysWithoutHours } from './hours-line.ts';
import { Icon } from '#web/parts/icons.tsx';
import { HoursField } from '#web/parts/time-field.tsx';
import { WeekdaysField } from '#web/parts/weekdays-field.tsx';
import { t } from '#web/words/words.ts';

type Props = {
  readonly value: readonly WorkingHours[];
  readonly onChange: (works: readonly WorkingHours[]) => void;
};

export function WorkingHoursField({ value, onChange }: Props): ReactNode {
  const set = (index: number, to: WorkingHours): void => onChange(value.toSpliced(index, 1, to));
  const add = (): void => onChange([...value, { days: daysWithoutHours(value), from: '09:00', to: '17:00' }]);
  return (
    <fieldset className="plain">
      <legend>{t('person.works')}</legend>
      {value.length === 0 && <p className="field-help">{t('person.worksAlways')}</p>}
      {value.map((hours, index) => (
        <div className="works" key={index}>
          <WeekdaysField
            legend={t('person.days')}
            value={hours.days}
            error={hours.days.length === 0 ? t('person.chooseDays') : undefined}
            onChange={(days) => set(index, { ...hours, days })}
          />
          <HoursField
            legend={t('person.hours')}
            value={hours}
            onChange={(to) => set(index, { ...hours, ...to })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('person.removeHours', { number: index + 1 })}
            onClick={() => onChange(value.toSpliced(index, 1))}
          >
            <Icon name="remove" />
          </ActionIcon>
        </div>
      ))}
      <Button variant="default" size="compact-sm" leftSection={<Icon name="add" size={16} />} onClick={add}>
        {t('person.addHours')}
      </Button>
    </fieldset>
  );
}
