import { useId, type ReactNode } from 'react';
import { ActionIcon, Button } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import type { OfferedTime } from './availability.ts';
import { calendarLook } from '#web/parts/calendar-look.ts';
import { Icon } from '#web/parts/icons.tsx';
import { TimeField } from '#web/parts/time-field.tsx';
import { laterDate } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

type Props = {
  readonly times: readonly OfferedTime[];
  readonly onChange: (times: readonly OfferedTime[]) => void;
};

/** When the candidate can come. No entry means any time. */
export function AvailabilityField({ times, onChange }: Props): ReactNode {
  const id = useId();
  const set = (index: number, time: OfferedTime): void => onChange(times.toSpliced(index, 1, time));
  const add = (): void => {
    const last = times.at(-1);
    const date =
      last === undefined ? laterDate(new Date().toISOString().slice(0, 10), 7) : laterDate(last.date, 1);
    onChange([...times, { date, from: last?.from ?? '09:00', to: last?.to ?? '17:00' }]);
  };
  return (
    <fieldset className="plain">
      <legend>{t('candidate.available')}</legend>
      <p className="field-help">{times.length === 0 ? t('candidate.anyTime') : t('candidate.theseTimes')}</p>
      {times.map((time, index) => (
        <div className="offered" key={index}>
          <DatePickerInput
            label={t('field.date')}
            value={time.date}
            valueFormat="ddd D MMM YYYY"
            {...calendarLook(`${id}-${index}`)}
            onChange={(date) => date !== null && set(index, { ...time, date })}
          />
          <TimeField
            label={t('field.from')}
            value={time.from}
            onChange={(from) => set(index, { ...time, from })}
          />
          <TimeField label={t('field.to')} value={time.to} onChange={(to) => set(index, { ...time, to })} />
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={t('candidate.removeTime', { number: index + 1 })}
            onClick={() => onChange(times.toSpliced(index, 1))}
          >
            <Icon name="remove" />
          </ActionIcon>
        </div>
      ))}
      <Button variant="default" size="compact-sm" leftSection={<Icon name="add" size={16} />} onClick={add}>
        {t('candidate.addTime')}
      </Button>
    </fieldset>
  );
}
