/** What to look for: a kind of change, a candidate, a person, dates. Each choice is looked for at once. */
import { useId, type ReactNode } from 'react';
import { Select } from '@mantine/core';
import { DatePickerInput } from '@mantine/dates';
import { useQuery } from '@tanstack/react-query';
import type { AuditNamed, AuditQuestion } from '#contract/audit.ts';
import { CHANGE_KIND_NAMES } from '#domain/audit/audit.ts';
import { audit } from '#web/api/audit.ts';
import { calendarLook } from '#web/parts/calendar-look.ts';
import { Icon } from '#web/parts/icons.tsx';
import { t } from '#web/words/words.ts';

type Props = {
  readonly organisation: string;
  readonly question: AuditQuestion;
  readonly onAsk: (question: AuditQuestion) => void;
};

export function Filters({ organisation, question, onAsk }: Props): ReactNode {
  const known = useQuery({
    queryKey: ['o', organisation, 'audit', 'known'],
    queryFn: () => audit.known(organisation),
  });
  const { before: _before, ...asked } = question;
  return (
    <div className="happened-filters" role="search" aria-label={t('audit.filter')}>
      <Select
        label={t('audit.kind')}
        placeholder={t('audit.anyKind')}
        data={CHANGE_KIND_NAMES.map((kind) => ({ value: kind, label: t(`audit.kinds.${kind}`) }))}
        value={asked.kind ?? null}
        onChange={(value) => {
          const kind = CHANGE_KIND_NAMES.find((name) => name === value);
          const { kind: _kind, ...rest } = asked;
          onAsk({ ...rest, ...(kind !== undefined && { kind }) });
        }}
        clearable
        clearButtonProps={{ 'aria-label': t('do.clear') }}
      />
      <Who
        label={t('audit.candidate')}
        anybody={t('audit.anyCandidate')}
        among={known.data?.candidates}
        value={asked.candidate}
        onChange={(candidate) => {
          const { candidate: _candidate, ...rest } = asked;
          onAsk({ ...rest, ...(candidate !== null && { candidate }) });
        }}
      />
      <Who
        label={t('audit.person')}
        anybody={t('audit.anyPerson')}
        among={known.data?.people}
        value={asked.person}
        onChange={(person) => {
          const { person: _person, ...rest } = asked;
          onAsk({ ...rest, ...(person !== null && { person }) });
        }}
      />
      <Dates asked={asked} onAsk={onAsk} />
    </div>
  );
}

type WhoProps = {
  readonly label: string;
  readonly anybody: string;
  readonly among: readonly AuditNamed[] | undefined;
  readonly value: string | undefined;
  readonly onChange: (id: string | null) => void;
};

function Who({ label, anybody, among = [], value, onChange }: WhoProps): ReactNode {
  return (
    <Select
      label={label}
      placeholder={anybody}
      data={among.map(({ id, name = id }) => ({ value: id, label: name }))}
      value={value ?? null}
      onChange={onChange}
      searchable
      limit={100}
      nothingFoundMessage={t('audit.nobody')}
      clearable
      clearButtonProps={{ 'aria-label': t('do.clear') }}
    />
  );
}

type DatesProps = { readonly asked: AuditQuestion; readonly onAsk: Props['onAsk'] };

function Dates({ asked, onAsk }: DatesProps): ReactNode {
  const id = useId();
  const { from, to, ...rest } = asked;
  return (
    <DatePickerInput
      type="range"
      label={t('audit.dates')}
      placeholder={t('audit.anyDate')}
      value={[from ?? null, to ?? null]}
      onChange={([first, last]) =>
        onAsk({ ...rest, ...(first !== null && { from: first }), ...(last !== null && { to: last }) })
      }
      valueFormat="D MMM YYYY"
      labelSeparator={t('find.to')}
      leftSection={<Icon name="calendar" />}
      allowSingleDateInRange
      clearable
      clearButtonProps={{ 'aria-label': t('do.clear') }}
      {...calendarLook(id)}
    />
  );
}
