import { useId, type FormEvent, type ReactNode } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import type { ApplicationView } from '#contract/opening.ts';
import { MOST_DATES } from '#contract/superday.ts';
import type { LocalDate } from '#domain/planning/loop-problem.ts';
import { calendarLook } from '#web/parts/calendar-look.ts';
import { Icon } from '#web/parts/icons.tsx';
import { t } from '#web/words/words.ts';

export type Choosing = { readonly candidates: ReadonlySet<string>; readonly days: readonly LocalDate[] };

type Props = {
  readonly unplanned: readonly ApplicationView[];
  readonly choosing: Choosing;
  readonly onChoose: (choosing: Choosing) => void;
  readonly searching: boolean;
  readonly onSearch: () => void;
};

/** Which candidates, and on which days. */
export function Choose({ unplanned, choosing, onChoose, searching, onSearch }: Props): ReactNode {
  const id = useId();
  const today = new Date().toISOString().slice(0, 10);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    onSearch();
  };
  const ready = choosing.candidates.size > 0 && choosing.days.length > 0;
  return (
    <form className="superday-form" onSubmit={submit}>
      <Candidates
        unplanned={unplanned}
        chosen={choosing.candidates}
        onChoose={(candidates) => onChoose({ ...choosing, candidates })}
      />
      <div className="superday-days">
        <DatePickerInput
          type="multiple"
          className="days-field"
          label={t('superday.days')}
          placeholder={t('superday.pickDays')}
          value={[...choosing.days]}
          onChange={(days) => onChoose({ ...choosing, days: days.toSorted().slice(0, MOST_DATES) })}
          minDate={today}
          valueFormat="ddd D MMM"
          leftSection={<Icon name="calendar" />}
          {...calendarLook(id)}
        />
        <Button
          type="submit"
          size="md"
          loading={searching}
          disabled={!ready}
          leftSection={<Icon name="search" />}
        >
          {t('superday.search')}
        </Button>
      </div>
    </form>
  );
}

type CandidatesProps = {
  readonly unplanned: readonly ApplicationView[];
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
};

function Candidates({ unplanned, chosen, onChoose }: CandidatesProps): ReactNode {
  const ids = unplanned.map(({ id }) => id);
  const toggle = (id: string): void => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  return (
    <fieldset className="superday-candidates">
      <legend>{t('superday.candidates')}</legend>
      <div className="superday-count">
        <span aria-live="polite">
          {chosen.size === 0
            ? t('superday.tooFew')
            : t('superday.chosen', { count: chosen.size, all: ids.length })}
        </span>
        <span className="superday-all">
          <Button size="compact-sm" variant="subtle" onClick={() => onChoose(new Set(ids))}>
            {t('superday.chooseAll')}
          </Button>
          <Button size="compact-sm" variant="subtle" onClick={() => onChoose(new Set())}>
            {t('superday.chooseNone')}
          </Button>
        </span>
      </div>
      <div className="superday-names" tabIndex={0} role="group" aria-label={t('superday.candidates')}>
        {unplanned.map(({ id, name }) => (
          <Checkbox key={id} label={name} checked={chosen.has(id)} onChange={() => toggle(id)} />
        ))}
      </div>
    </fieldset>
  );
}
