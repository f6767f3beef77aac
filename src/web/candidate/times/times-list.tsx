/** The painted times in words, each to be taken away, and a form for others: for whoever does not paint. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { Icon } from '#web/parts/icons.tsx';
import { spanWords } from '#web/time-words.ts';
import { clockMilliseconds, minutesOf } from '#web/wall-clock.ts';
import { t } from '#web/words/words.ts';
import { intervalsOf, withoutSpan, withSpan, type Painted } from './painted.ts';

type Props = {
  readonly painted: Painted;
  readonly zone: string;
  readonly onPaint: (next: (painted: Painted) => Painted) => void;
};

export function TimesList({ painted, zone, onPaint }: Props): ReactNode {
  const times = intervalsOf(painted);
  return (
    <div className="times-list">
      <h3>{t('times.listed')}</h3>
      {times.length === 0 ? (
        <p className="field-help">{t('times.none')}</p>
      ) : (
        <ul>
          {times.map((time, index) => (
            <li key={time.start}>
              <span>{spanWords(time, zone)}</span>
              <button
                type="button"
                className="as-link"
                aria-label={t('times.remove', { when: spanWords(time, zone) })}
                onClick={() => {
                  const span = painted[index];
                  if (span !== undefined) onPaint((before) => withoutSpan(before, span));
                }}
              >
                <Icon name="remove" size={16} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <AddTime zone={zone} onPaint={onPaint} />
    </div>
  );
}

function AddTime({ zone, onPaint }: Omit<Props, 'painted'>): ReactNode {
  const [date, setDate] = useState('');
  const [from, setFrom] = useState('09:00');
  const [to, setTo] = useState('12:00');
  const [wrong, setWrong] = useState(false);
  const add = (event: FormEvent): void => {
    event.preventDefault();
    const [start, end] = [minutesOf(from), minutesOf(to)];
    const right = date !== '' && start !== undefined && end !== undefined && start < end;
    setWrong(!right);
    if (!right) return;
    const span = { from: clockMilliseconds(date, start, zone), to: clockMilliseconds(date, end, zone) };
    onPaint((before) => withSpan(before, span));
  };
  return (
    <details>
      <summary>{t('times.byHand')}</summary>
      <form className="stack" onSubmit={add}>
        <TextInput
          type="date"
          label={t('field.date')}
          value={date}
          min={new Date().toISOString().slice(0, 10)}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
        <div className="times-hours">
          <TextInput
            type="time"
            label={t('field.from')}
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          <TextInput
            type="time"
            label={t('field.to')}
            value={to}
            onChange={(event) => setTo(event.currentTarget.value)}
          />
        </div>
        {wrong && (
          <p className="field-error" role="alert">
            {t('times.wrong')}
          </p>
        )}
        <Button type="submit" variant="default" leftSection={<Icon name="add" size={16} />}>
          {t('times.add')}
        </Button>
      </form>
    </details>
  );
}
