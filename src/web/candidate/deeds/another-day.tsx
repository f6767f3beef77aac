/** The candidate asks for another day than the one that stands, or those that are offered. */
import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { Button, TextInput } from '@mantine/core';
import { CHANGE_REQUEST } from '#domain/loop/change-request.ts';
import { useProven, type Page } from '#web/parts/use-proven.tsx';
import { byLink } from '#web/api/self-service.ts';
import { Icon } from '#web/parts/icons.tsx';
import { dateWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { NO_WHY, WhyFields, whyOf, type WhyDraft } from '#web/parts/why-fields.tsx';

type Props = {
  readonly page: Page;
  /** It was asked for already. */
  readonly asked: boolean;
  /** A day stands, and stays until another is found. */
  readonly stands: boolean;
};

export function AnotherDay({ page, asked, stands }: Props): ReactNode {
  const [open, setOpen] = useState(false);
  const id = useId();
  if (page.acting === 'not') return null;
  return (
    <div className="deed">
      {asked && <p role="status">{t(stands ? 'another.askedStands' : 'another.asked')}</p>}
      {open ? (
        <AskForm page={page} stands={stands} id={id} onClose={() => setOpen(false)} />
      ) : (
        <Button variant={asked ? 'subtle' : 'default'} onClick={() => setOpen(true)}>
          {t(asked ? 'another.again' : stands ? 'another.title' : 'another.open')}
        </Button>
      )}
    </div>
  );
}

type FormProps = Omit<Props, 'asked'> & { readonly id: string; readonly onClose: () => void };

function AskForm({ page, stands, id, onClose }: FormProps): ReactNode {
  const [why, setWhy] = useState<WhyDraft>(NO_WHY);
  const [days, setDays] = useState<readonly string[]>([]);
  const proven = useProven(page);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const wanted = { token: page.token, ...whyOf(why), days };
    proven.press({ run: () => byLink.anotherDay(wanted), done: onClose });
  };
  return (
    <form className="stack" onSubmit={submit} aria-labelledby={id}>
      <h3 id={id}>{t('another.title')}</h3>
      <p>{t(stands ? 'another.leadStands' : 'another.lead')}</p>
      <WhyFields what="another-day" why={why} onChange={setWhy} />
      <DaysField days={days} onChange={setDays} />
      {proven.problem}
      <div className="buttons">
        <Button type="submit" loading={proven.busy}>
          {t('another.send')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('do.back')}
        </Button>
        {page.acting === 'code' && <span className="field-help">{t('prove.first')}</span>}
      </div>
      {proven.proving}
    </form>
  );
}

type DaysProps = { readonly days: readonly string[]; readonly onChange: (days: readonly string[]) => void };

function DaysField({ days, onChange }: DaysProps): ReactNode {
  const [date, setDate] = useState('');
  const add = (): void => {
    if (date === '' || days.includes(date)) return;
    onChange([...days, date].toSorted());
    setDate('');
  };
  return (
    <div className="stack">
      <div className="field-and-do">
        <TextInput
          type="date"
          label={t('another.days')}
          value={date}
          min={new Date().toISOString().slice(0, 10)}
          onChange={(event) => setDate(event.currentTarget.value)}
        />
        <Button
          variant="default"
          onClick={add}
          disabled={date === '' || days.length >= CHANGE_REQUEST.mostDays}
          leftSection={<Icon name="add" size={16} />}
        >
          {t('do.add')}
        </Button>
      </div>
      {days.length > 0 && (
        <ul className="chips">
          {days.map((day) => (
            <li key={day}>
              {dateWords(day)}
              <button
                type="button"
                className="as-link"
                aria-label={t('another.without', { day: dateWords(day) })}
                onClick={() => onChange(days.filter((one) => one !== day))}
              >
                <Icon name="remove" size={16} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
