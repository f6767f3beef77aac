/** On an opening: in whose name people are told, what the candidate's calendar gets, and when all are reminded. */
import type { ReactNode } from 'react';
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { OpeningView } from '#contract/opening.ts';
import type { HowTold } from '#domain/telling/how-told.ts';
import { CANDIDATE_EVENTS } from '#domain/telling/ledger.ts';
import { ledger } from '#web/api/ledger.ts';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { durationWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

type Part = { readonly organisation: string; readonly opening: OpeningView };

export function HowPeopleAreTold({ organisation, opening }: Part): ReactNode {
  const sees = opening.can.includes('see-ledger');
  const { data } = useQuery({
    enabled: sees,
    queryKey: ['o', organisation, 'telling', opening.id],
    queryFn: () => ledger.howTold(organisation, opening.id),
  });
  if (data === undefined) return null;
  return (
    <section className="how-told">
      <div className="section-head">
        <h2>{t('howTold.title')}</h2>
      </div>
      <Fields organisation={organisation} opening={opening} how={data} />
    </section>
  );
}

function Fields({ organisation, opening, how }: Part & { readonly how: HowTold }): ReactNode {
  const save = useChange(organisation, (next: HowTold) => ledger.setHowTold(organisation, opening.id, next));
  const readOnly = !opening.can.includes('plan') || save.isPending;
  /** An empty organiser and no minutes stand for nothing chosen. */
  const set = ({ organiser, remindCandidate, remindPeople, ...rest }: HowTold): void =>
    save.mutate({
      ...rest,
      ...(organiser !== undefined && organiser !== '' && { organiser }),
      ...(remindCandidate !== undefined && remindCandidate > 0 && { remindCandidate }),
      ...(remindPeople !== undefined && remindPeople > 0 && { remindPeople }),
    });
  return (
    <div className="stack">
      <NativeSelect
        label={t('howTold.organiser')}
        description={t('howTold.organiserHelp')}
        value={how.organiser ?? ''}
        disabled={readOnly}
        data={organisersOf(opening, how)}
        onChange={({ currentTarget: { value } }) => set({ ...how, organiser: value })}
      />
      <NativeSelect
        label={t('howTold.events')}
        value={how.candidateEvents}
        disabled={readOnly}
        data={CANDIDATE_EVENTS.map((value) => ({ value, label: t(`howTold.each.${value}`) }))}
        onChange={({ currentTarget: { value } }) => {
          const candidateEvents = CANDIDATE_EVENTS.find((one) => one === value);
          if (candidateEvents !== undefined) set({ ...how, candidateEvents });
        }}
      />
      <NativeSelect
        label={t('howTold.remindCandidate')}
        value={how.remindCandidate ?? 0}
        disabled={readOnly}
        data={timesWith(how.remindCandidate)}
        onChange={({ currentTarget: { value } }) => set({ ...how, remindCandidate: Number(value) })}
      />
      <NativeSelect
        label={t('howTold.remindPeople')}
        value={how.remindPeople ?? 0}
        disabled={readOnly}
        data={timesWith(how.remindPeople)}
        onChange={({ currentTarget: { value } }) => set({ ...how, remindPeople: Number(value) })}
      />
      {save.error !== null && <ProblemNotice error={save.error} />}
    </div>
  );
}

type Option = { readonly value: string; readonly label: string };

function organisersOf({ team }: OpeningView, { organiser }: HowTold): Option[] {
  const usual = { value: '', label: t('howTold.organiserUsual') };
  const known = team.filter(({ role }) => role !== 'interviewer');
  const named = known.map(({ person, name }) => ({ value: person, label: name }));
  const other = organiser === undefined || known.some(({ person }) => person === organiser);
  return [usual, ...named, ...(other ? [] : [{ value: organiser, label: t('howTold.organiserOther') }])];
}

const TIMES: readonly number[] = [15, 30, 60, 120, 24 * 60, 48 * 60, 7 * 24 * 60];

function timesWith(set: number | undefined): Option[] {
  const times = [...new Set([...TIMES, ...(set === undefined ? [] : [set])])].toSorted((a, b) => a - b);
  return [
    { value: '0', label: t('howTold.never') },
    ...times.map((minutes) => ({
      value: String(minutes),
      label: t('howTold.before', { time: timeText(minutes) }),
    })),
  ];
}

function timeText(minutes: number): string {
  const days = minutes / (24 * 60);
  return Number.isInteger(days) ? t('howTold.days', { count: days }) : durationWords(minutes);
}
