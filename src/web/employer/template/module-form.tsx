import type { ReactNode } from 'react';
import { MultiSelect, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core';
import { KINDS, type RoomWish } from '#domain/planning/loop-problem.ts';
import { GROUP_SIZE, placesLeft } from '#domain/planning/group-sessions.ts';
import type { InterviewModule } from '#domain/template/loop-template.ts';
import { faultAt } from './field-faults.ts';
import { patched, type Patch } from '#web/employer/patch.ts';
import { HoursField } from '#web/parts/time-field.tsx';
import { NumberField } from '#web/parts/number-field.tsx';
import { t } from '#web/words/words.ts';
import type { ModuleProps } from './module-props.ts';
import { SeatsForm } from './seats-form.tsx';

type Props = ModuleProps;
type Fields = Props & { readonly change: (to: Patch<InterviewModule>) => void };

const KIND_CHOICES = KINDS.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }));

export function ModuleForm(props: Props): ReactNode {
  const fields: Fields = {
    ...props,
    change: (to) => props.edit({ do: 'change', id: props.module.id, to }),
  };
  return (
    <div className="module-form">
      <Basics {...fields} />
      <SeatsForm {...props} />
      <OrderFields {...fields} />
      <RoomFields {...fields} />
    </div>
  );
}

function Basics({ module, index, people, faults, change }: Fields): ReactNode {
  const fault = (field: string): string | undefined => faultAt(faults, `modules.${index}.${field}`);
  return (
    <>
      <div className="fields">
        <TextInput
          className="wide"
          label={t('module.title')}
          value={module.title}
          maxLength={200}
          error={fault('title')}
          onChange={(event) => change({ title: event.currentTarget.value })}
        />
        <Select
          label={t('module.kind')}
          data={KIND_CHOICES}
          value={module.kind}
          allowDeselect={false}
          onChange={(kind) => kind !== null && change(kindChange(kind))}
        />
        <NumberField
          label={t('module.minutes')}
          value={module.minutes}
          min={5}
          max={720}
          step={5}
          error={fault('minutes')}
          onChange={(minutes) => change({ minutes: minutes ?? 0 })}
        />
      </div>
      {module.kind === 'group' && (
        <Together module={module} people={people} error={fault('together')} change={change} />
      )}
      <Textarea
        label={t('module.purpose')}
        description={t('module.purposeHelp')}
        value={module.purpose ?? ''}
        autosize
        minRows={2}
        maxLength={1000}
        error={fault('purpose')}
        onChange={(event) =>
          change({ purpose: event.currentTarget.value === '' ? undefined : event.currentTarget.value })
        }
      />
      <Switch
        label={t(module.kind === 'meal' ? 'module.mealEvaluated' : 'module.evaluated')}
        checked={module.evaluated ?? true}
        onChange={(event) => change({ evaluated: event.currentTarget.checked ? undefined : false })}
      />
    </>
  );
}

/** Breaks are no part of any judgement, and nobody sits in them; everything else keeps what it has. */
function kindChange(kind: InterviewModule['kind']): Patch<InterviewModule> {
  const to = kind === 'break' ? { kind, evaluated: false, seats: [] } : { kind };
  return kind === 'group' ? to : { ...to, together: undefined };
}

type TogetherProps = Pick<Fields, 'module' | 'people' | 'change'> & { readonly error: string | undefined };

/** How many candidates a group session may hold, and what the rooms say to that. */
function Together({ module, people, error, change }: TogetherProps): ReactNode {
  const most = module.together ?? GROUP_SIZE;
  const places = placesLeft(module, people.rooms);
  return (
    <div>
      <div className="fields">
        <NumberField
          label={t('module.together')}
          value={most}
          min={2}
          max={50}
          error={error}
          onChange={(together) => change({ together })}
        />
      </div>
      <p className="field-help">
        {t('module.togetherHelp')}{' '}
        {places < most && t(places < 2 ? 'module.noGroupRoom' : 'module.smallRoom', { places })}
      </p>
    </div>
  );
}

function OrderFields({ module, index, template, faults, change }: Fields): ReactNode {
  const others = template.modules.filter((other) => other.id !== module.id);
  const { window } = module;
  return (
    <fieldset className="plain">
      <legend>{t('module.when')}</legend>
      <div className="switches">
        <Switch
          label={t('module.first')}
          checked={module.first === true}
          onChange={(event) =>
            change({ first: event.currentTarget.checked ? true : undefined, last: undefined })
          }
        />
        <Switch
          label={t('module.last')}
          checked={module.last === true}
          onChange={(event) =>
            change({ last: event.currentTarget.checked ? true : undefined, first: undefined })
          }
        />
        <Switch
          label={t('module.windowed')}
          checked={window !== undefined}
          onChange={(event) =>
            change({ window: event.currentTarget.checked ? { from: '12:00', to: '14:00' } : undefined })
          }
        />
      </div>
      {window !== undefined && (
        <HoursField
          legend={t('module.window')}
          value={window}
          error={faultAt(faults, `modules.${index}.window`)}
          onChange={(hours) => change({ window: hours })}
        />
      )}
      {others.length > 0 && (
        <MultiSelect
          label={t('module.after')}
          data={others.map((other) => ({ value: other.id, label: other.title }))}
          value={[...(module.after ?? [])]}
          clearable
          clearButtonProps={{ 'aria-label': t('do.clear') }}
          error={faultAt(faults, `modules.${index}.after`)}
          onChange={(after) => change({ after: after.length === 0 ? undefined : after })}
        />
      )}
    </fieldset>
  );
}

function RoomFields({ module, people, index, faults, change }: Fields): ReactNode {
  const { room } = module;
  const wish = (to: Patch<RoomWish>): void => change({ room: patched(room ?? {}, to) });
  const list = (values: readonly string[]): readonly string[] | undefined =>
    values.length === 0 ? undefined : values;
  const features = [...new Set(people.rooms.flatMap((one) => one.features))];
  return (
    <fieldset className="plain">
      <legend>{t('module.room')}</legend>
      <Switch
        label={t('module.needsRoom')}
        checked={room !== undefined}
        onChange={(event) => change({ room: event.currentTarget.checked ? {} : undefined })}
      />
      {room !== undefined && (
        <div className="fields">
          <NumberField
            label={t('module.roomSeats')}
            value={room.seats}
            min={1}
            max={5000}
            error={faultAt(faults, `modules.${index}.room.seats`)}
            onChange={(seats) => wish({ seats })}
          />
          <MultiSelect
            label={t('module.roomOneOf')}
            data={people.rooms.map((one) => ({ value: one.id, label: one.name }))}
            value={[...(room.oneOf ?? [])]}
            onChange={(values) => wish({ oneOf: list(values) })}
          />
          <TagsInput
            className="wide"
            label={t('module.roomFeatures')}
            data={features}
            value={[...(room.features ?? [])]}
            onChange={(values) => wish({ features: list(values) })}
          />
        </div>
      )}
    </fieldset>
  );
}
