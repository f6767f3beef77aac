import type { ReactNode } from 'react';
import { ActionIcon, Autocomplete, Button, MultiSelect, Select, Switch } from '@mantine/core';
import type { PeopleView } from '#contract/people.ts';
import { ROLES, type Role } from '#domain/planning/loop-problem.ts';
import type { TemplateSeat } from '#domain/template/loop-template.ts';
import { isTrainingRole } from '#domain/people/training.ts';
import { faultAt } from './field-faults.ts';
import { patched, type Patch } from '#web/employer/patch.ts';
import { Icon } from '#web/parts/icons.tsx';
import { NumberField } from '#web/parts/number-field.tsx';
import { t } from '#web/words/words.ts';
import type { ModuleProps } from './module-props.ts';

type Who = 'pool' | 'people' | 'everyone';

const WHO: readonly { readonly value: Who; readonly label: string }[] = [
  { value: 'pool', label: t('seat.pool') },
  { value: 'people', label: t('seat.people') },
  { value: 'everyone', label: t('seat.everyone') },
];
const ROLE_CHOICES = ROLES.map((role) => ({ value: role, label: t(`role.${role}`) }));

export function SeatsForm(props: ModuleProps): ReactNode {
  const { module, index, faults, edit, poolNames } = props;
  const set = (seat: number, to: TemplateSeat | undefined): void =>
    edit({ do: 'seat', id: module.id, seat, to });
  const add = (): void => set(module.seats.length, { pool: poolNames[0] ?? t('readyMade.interviewers') });
  const whole = faults.get(`modules.${index}.seats`);
  return (
    <fieldset className="plain">
      <legend>{t('seat.title')}</legend>
      <p className="field-help">{t('seat.help')}</p>
      {module.seats.map((seat, number) => (
        <SeatRow key={number} {...props} seat={seat} number={number} onChange={(to) => set(number, to)} />
      ))}
      {whole !== undefined && <p className="field-error">{whole}</p>}
      <Button variant="default" size="compact-sm" leftSection={<Icon name="add" size={16} />} onClick={add}>
        {t('seat.add')}
      </Button>
    </fieldset>
  );
}

type RowProps = ModuleProps & {
  readonly seat: TemplateSeat;
  readonly number: number;
  readonly onChange: (seat: TemplateSeat | undefined) => void;
};

function SeatRow({ seat, number, onChange, ...props }: RowProps): ReactNode {
  const change = (to: Patch<TemplateSeat>): void => onChange(patched(seat, to));
  const who = whoOf(seat);
  return (
    <div className="seat" role="group" aria-label={t('seat.numbered', { number: number + 1 })}>
      <div className="fields">
        <Select
          label={t('seat.who')}
          data={[...WHO]}
          value={who}
          allowDeselect={false}
          onChange={(to) => to !== null && onChange(reseat(seat, to, props.poolNames[0] ?? ''))}
        />
        <Eligible {...props} seat={seat} change={change} fault={seatFault(props, number)} />
        {who !== 'everyone' && (
          <NumberField
            label={t('seat.count')}
            value={seat.count ?? 1}
            min={1}
            max={50}
            onChange={(count) => change({ count: count === 1 ? undefined : count })}
          />
        )}
        <Select
          label={t('seat.role')}
          data={ROLE_CHOICES}
          value={seat.role ?? 'panelist'}
          allowDeselect={false}
          onChange={(role) => role !== null && change(recast(role))}
        />
      </div>
      {seat.pool !== undefined && isTrainingRole(seat.role) && (
        <Switch
          label={t('seat.anyone')}
          description={t(seat.role === 'shadow' ? 'seat.shadowHelp' : 'seat.reverseHelp')}
          checked={seat.anyone === true}
          onChange={(event) => change({ anyone: event.currentTarget.checked ? true : undefined })}
        />
      )}
      <div className="seat-do">
        <Switch
          label={t('seat.optional')}
          checked={seat.optional === true}
          onChange={(event) => change({ optional: event.currentTarget.checked ? true : undefined })}
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('seat.remove', { number: number + 1 })}
          onClick={() => onChange(undefined)}
        >
          <Icon name="remove" />
        </ActionIcon>
      </div>
    </div>
  );
}

type EligibleProps = ModuleProps & {
  readonly seat: TemplateSeat;
  readonly change: (to: Patch<TemplateSeat>) => void;
  readonly fault: string | undefined;
};

function Eligible({ seat, change, poolNames, people, fault }: Omit<EligibleProps, 'onChange'>): ReactNode {
  if (seat.pool !== undefined) {
    return (
      <Autocomplete
        label={t('seat.poolName')}
        data={[...poolNames]}
        value={seat.pool}
        {...(!isFilled(people, seat.pool) && { description: t('seat.emptyPool') })}
        maxLength={200}
        error={fault}
        onChange={(pool) => change({ pool })}
      />
    );
  }
  if (seat.people === undefined) return null;
  return (
    <MultiSelect
      label={t('seat.peopleNames')}
      data={people.people.map((person) => ({ value: person.id, label: person.name }))}
      value={[...seat.people]}
      searchable
      error={fault}
      onChange={(chosen) => change({ people: chosen })}
    />
  );
}

function isFilled({ pools }: PeopleView, name: string): boolean {
  return pools.some((pool) => pool.name === name && pool.people.length > 0);
}

function seatFault(
  { faults, index }: Pick<ModuleProps, 'faults' | 'index'>,
  seat: number,
): string | undefined {
  return faultAt(faults, `modules.${index}.seats.${seat}`);
}

/** Only a seat to learn in can be for anyone. */
function recast(role: Role): Patch<TemplateSeat> {
  return {
    role: role === 'panelist' ? undefined : role,
    ...(isTrainingRole(role) ? {} : { anyone: undefined }),
  };
}

function whoOf(seat: TemplateSeat): Who {
  if (seat.everyone === true) return 'everyone';
  return seat.people === undefined ? 'pool' : 'people';
}

function reseat(seat: TemplateSeat, who: Who, pool: string): TemplateSeat {
  const none = { pool: undefined, people: undefined, everyone: undefined, anyone: undefined };
  if (who === 'everyone') return patched(seat, { ...none, everyone: true, count: undefined });
  return patched(seat, who === 'pool' ? { ...none, pool } : { ...none, people: [] });
}
