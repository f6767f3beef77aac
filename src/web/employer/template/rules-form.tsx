import type { ActionDispatch, ReactNode } from 'react';
import { Select, Switch } from '@mantine/core';
import type { LoopTemplate } from '#domain/template/loop-template.ts';
import { faultAt, type FieldFaults } from './field-faults.ts';
import { patched } from '#web/employer/patch.ts';
import type { TemplateEdit } from './template-editing.ts';
import { HoursField } from '#web/parts/time-field.tsx';
import { WeekdaysField } from '#web/parts/weekdays-field.tsx';
import { NumberField } from '#web/parts/number-field.tsx';
import { t } from '#web/words/words.ts';

type Props = {
  readonly template: LoopTemplate;
  readonly faults: FieldFaults;
  readonly edit: ActionDispatch<[edit: TemplateEdit]>;
};

const GRIDS = [5, 10, 15, 30] as const;

/** Rules of the whole loop: when it may be, how dense, how many days. */
export function RulesForm({ template, faults, edit }: Props): ReactNode {
  const rules = (to: Extract<TemplateEdit, { do: 'rules' }>['to']): void => edit({ do: 'rules', to });
  return (
    <section className="rules" aria-labelledby="rules-head">
      <h2 id="rules-head">{t('rules.title')}</h2>
      <div className="rules-pair">
        <HoursField
          legend={t('rules.hours')}
          value={template.hours}
          error={faultAt(faults, 'hours')}
          onChange={(hours) => rules({ hours })}
        />
        <WeekdaysField
          legend={t('rules.weekdays')}
          value={template.weekdays}
          error={faultAt(faults, 'weekdays')}
          onChange={(weekdays) => rules({ weekdays })}
        />
      </div>
      <Pace template={template} faults={faults} edit={edit} />
      <Switch
        label={t('rules.meetAgain')}
        description={t('rules.meetAgainHelp')}
        checked={template.meetAgain ?? false}
        onChange={(event) => rules({ meetAgain: event.currentTarget.checked })}
      />
    </section>
  );
}

function Pace({ template, faults, edit }: Props): ReactNode {
  const gap = (to: { min?: number | undefined; max?: number | undefined }): void => {
    const next = patched(template.gap ?? {}, to);
    edit({ do: 'rules', to: { gap: Object.keys(next).length === 0 ? undefined : next } });
  };
  const rules = (to: Extract<TemplateEdit, { do: 'rules' }>['to']): void => edit({ do: 'rules', to });
  return (
    <div className="fields">
      <NumberField
        label={t('rules.maxDays')}
        value={template.maxDays}
        min={1}
        max={10}
        error={faultAt(faults, 'maxDays')}
        onChange={(days) => rules({ maxDays: days })}
      />
      <NumberField
        label={t('rules.gapMin')}
        value={template.gap?.min}
        min={0}
        max={1440}
        step={5}
        error={faultAt(faults, 'gap')}
        onChange={(min) => gap({ min })}
      />
      <NumberField
        label={t('rules.gapMax')}
        value={template.gap?.max}
        min={0}
        max={1440}
        step={5}
        onChange={(max) => gap({ max })}
      />
      <NumberField
        label={t('rules.stretch')}
        value={template.stretch}
        min={15}
        max={1440}
        step={15}
        error={faultAt(faults, 'stretch')}
        onChange={(stretch) => rules({ stretch })}
      />
      <Select
        label={t('rules.grid')}
        data={GRIDS.map((grid) => ({ value: String(grid), label: t('rules.gridMinutes', { count: grid }) }))}
        value={String(template.grid ?? 15)}
        allowDeselect={false}
        onChange={(grid) => rules({ grid: GRIDS.find((one) => String(one) === grid) })}
      />
    </div>
  );
}
