/** What happened to a confirmed loop, as the coordinator says it. */
import { useState, type ReactNode } from 'react';
import { Checkbox, Radio, Select } from '@mantine/core';
import type { LoopView } from '#contract/loop.ts';
import type { LoopEvent } from '#contract/repair.ts';
import { patched, type Patch } from '#web/employer/patch.ts';
import { dateOf, durationWords, spanWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import {
  completeEvent,
  datesOf,
  EVENT_KINDS,
  latenessWith,
  nextSession,
  peopleOf,
  roomsOf,
  seatsOf,
  type Draft,
} from './event-draft.ts';
import { FindButton } from './find-button.tsx';

type Props = {
  readonly loop: LoopView;
  readonly start: Draft;
  readonly busy: boolean;
  readonly onFind: (event: LoopEvent) => void;
};

export function EventForm({ loop, start, busy, onFind }: Props): ReactNode {
  const [draft, setDraft] = useState(start);
  const today = todayOf(loop);
  const event = completeEvent(draft, today);
  const rooms = roomsOf(loop);
  const onTheDay = datesOf(loop).some(({ value }) => value === today);
  const kinds = EVENT_KINDS.filter((kind) => {
    if (kind === 'lost') return rooms.length > 0;
    return kind !== 'behind' || onTheDay;
  });
  return (
    <form
      className="event"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (event !== undefined) onFind(event);
      }}
    >
      <Radio.Group
        label={t('repair.what')}
        value={draft.what}
        onChange={(value) =>
          setDraft({ ...draft, what: EVENT_KINDS.find((kind) => kind === value) ?? 'declined' })
        }
      >
        <div className="event-kinds">
          {kinds.map((kind) => (
            <Radio key={kind} value={kind} label={t(`repair.${kind}`, { name: loop.candidate.name })} />
          ))}
        </div>
      </Radio.Group>
      <div className="event-facts">
        <Facts loop={loop} draft={draft} onChange={(change) => setDraft(patched(draft, change))} />
        <FindButton busy={busy} ready={event !== undefined} />
      </div>
    </form>
  );
}

type FactsProps = {
  readonly loop: LoopView;
  readonly draft: Draft;
  readonly onChange: (change: Patch<Draft>) => void;
};

function Facts(props: FactsProps): ReactNode {
  switch (props.draft.what) {
    case 'declined':
      return <SeatField {...props} />;
    case 'away':
      return (
        <>
          <Choice
            label={t('repair.person')}
            value={props.draft.person}
            options={peopleOf(props.loop).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(person) => props.onChange({ person })}
          />
          <DateField {...props} />
          <FromNow {...props} />
        </>
      );
    case 'late':
      return <LateField {...props} />;
    case 'lost':
      return (
        <>
          <Choice
            label={t('repair.room')}
            value={props.draft.room}
            options={roomsOf(props.loop).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(room) => props.onChange({ room })}
          />
          <DateField {...props} />
          <FromNow {...props} />
        </>
      );
    case 'behind':
      return <p className="event-field field-help">{t('repair.behindHelp')}</p>;
  }
}

function SeatField({ loop, draft, onChange }: FactsProps): ReactNode {
  const seats = seatsOf(loop);
  const value = seats.find(({ module, person }) => module === draft.module && person === draft.person);
  return (
    <Choice
      label={t('repair.seat')}
      value={value === undefined ? undefined : `${value.module} ${value.person}`}
      options={seats.map(({ module, person, name, title }) => ({
        value: `${module} ${person}`,
        label: t('repair.seatOf', { name, title }),
      }))}
      onChange={(chosen) => {
        const seat = seats.find(({ module, person }) => `${module} ${person}` === chosen);
        if (seat !== undefined) onChange({ module: seat.module, person: seat.person });
      }}
    />
  );
}

function LateField({ loop, draft, onChange }: FactsProps): ReactNode {
  const next = nextSession(loop, new Date().toISOString());
  const when = next === undefined ? '' : spanWords(next, loop.opening.timeZone);
  return (
    <Choice
      label={t('repair.minutes')}
      description={t('repair.minutesHelp', { when })}
      value={draft.minutes === undefined ? undefined : String(draft.minutes)}
      options={latenessWith(draft.minutes).map((minutes) => ({
        value: String(minutes),
        label: durationWords(minutes),
      }))}
      onChange={(minutes) => onChange({ minutes: Number(minutes) })}
    />
  );
}

function DateField({ loop, draft, onChange }: FactsProps): ReactNode {
  return (
    <Choice
      label={t('repair.date')}
      value={draft.date}
      options={datesOf(loop)}
      onChange={(date) => onChange({ date })}
    />
  );
}

/** Today nothing that is past can be changed any more. */
function FromNow({ loop, draft, onChange }: FactsProps): ReactNode {
  if (draft.date !== todayOf(loop)) return null;
  return (
    <Checkbox
      className="event-now"
      label={t('repair.fromNow')}
      checked={draft.from === 'now'}
      onChange={({ currentTarget: { checked } }) => onChange({ from: checked ? 'now' : undefined })}
    />
  );
}

function todayOf({ opening }: LoopView): string {
  return dateOf(new Date().toISOString(), opening.timeZone);
}

type ChoiceProps = {
  readonly label: string;
  readonly description?: string;
  readonly value: string | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
};

function Choice({ label, description, value, options, onChange }: ChoiceProps): ReactNode {
  return (
    <Select
      className="event-field"
      label={label}
      {...(description !== undefined && { description })}
      placeholder={t('repair.choose')}
      data={[...options]}
      value={value ?? null}
      allowDeselect={false}
      onChange={(chosen) => {
        if (chosen !== null) onChange(chosen);
      }}
    />
  );
}
