/** One session changed without dragging: another start, other people, another room, each with what it would mean. */
import type { ReactNode } from 'react';
import { Button, Group, Modal, NativeSelect } from '@mantine/core';
import type { SessionView } from '#contract/day-search.ts';
import type { OpeningView } from '#contract/opening.ts';
import type { InterviewModule } from '#domain/template/loop-template.ts';
import { minuteOf } from '#domain/time/zoned.ts';
import { instantOf } from '#web/parts/timeline-hand.ts';
import { fullDayWords, timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import type { Drafting, Reseat } from './use-draft.ts';
import { markOf, verdictMark, verdictWords } from './verdict.ts';

type Props = {
  readonly drafting: Drafting;
  readonly opening: OpeningView;
  /** The session that is being changed. */
  readonly opened: string | undefined;
  readonly onClose: () => void;
};

export function ChangeDialog({ drafting, opening, opened, onClose }: Props): ReactNode {
  const session = drafting.sessions.find(({ module }) => module === opened);
  if (session === undefined) return null;
  const module = opening.template.modules.find(({ id }) => id === opened);
  const { timeZone } = opening;
  const props = { drafting, session, module, timeZone };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('change.title', { title: session.title })}
      centered
      closeButtonProps={{ 'aria-label': t('do.close') }}
    >
      <div className="stack">
        <p className="panel-text">{fullDayWords(session.start, timeZone)}</p>
        <Start {...props} />
        <Seats {...props} />
        <Rooms {...props} />
        <p
          className="change-verdict"
          data-mark={drafting.verdict && markOf(drafting.verdict)}
          aria-live="polite"
        >
          {drafting.verdict === undefined ? t('change.waiting') : verdictWords(drafting.verdict)}
        </p>
        <Group justify="flex-end">
          <Button onClick={onClose}>{t('change.done')}</Button>
        </Group>
      </div>
    </Modal>
  );
}

type FieldProps = {
  readonly drafting: Drafting;
  readonly session: SessionView;
  readonly module: InterviewModule | undefined;
  readonly timeZone: string;
};

function Start({ drafting, session, timeZone }: FieldProps): ReactNode {
  const { changes, hand } = drafting;
  const at = minuteOf(session.start);
  const options = (changes?.starts ?? []).map(({ start, verdict }) => {
    const mark = minuteOf(start) === at ? '' : verdictMark(verdict);
    return { value: String(minuteOf(start)), label: labelOf(timeWords(start, timeZone), mark) };
  });
  const here = { value: String(at), label: timeWords(session.start, timeZone) };
  return (
    <NativeSelect
      label={t('change.start')}
      value={here.value}
      data={options.some(({ value }) => value === here.value) ? options : [here, ...options]}
      onChange={(event) => hand.onMove(session.module, instantOf(Number(event.currentTarget.value)))}
    />
  );
}

/** A choice for each who sits, and for each place that is empty. */
function Seats({ drafting, session, module }: FieldProps): ReactNode {
  const people = drafting.changes?.people ?? [];
  return (module?.seats ?? []).flatMap((seat, index) => {
    const here = people.filter((one) => one.seat === index);
    if (here.length === 0) return [];
    const who = seatWords(seat);
    const seated = session.people.filter((person) => person.seat === index);
    const joining = here.filter(({ leaves }) => leaves === undefined);
    return [
      ...seated.map(({ id, name }) => (
        <SeatField
          key={`${index} ${id}`}
          label={t('change.seat', { who, name })}
          now={name}
          choices={here.filter(({ leaves }) => leaves === id)}
          onChoose={drafting.seat}
        />
      )),
      ...(joining.length === 0
        ? []
        : [
            <SeatField
              key={`${index} empty`}
              label={t('change.emptySeat', { who })}
              now={t('change.nobody')}
              choices={joining}
              onChoose={drafting.seat}
            />,
          ]),
    ];
  });
}

/** `System design, lead` */
function seatWords({ pool, role = 'panelist' }: InterviewModule['seats'][number]): string {
  const duty = t(`role.${role}`);
  if (pool === undefined) return duty;
  return role === 'panelist' ? pool : `${pool}, ${duty}`;
}

type SeatFieldProps = {
  readonly label: string;
  readonly now: string;
  readonly choices: readonly Reseat[];
  readonly onChoose: (choice: Reseat) => void;
};

function SeatField({ label, now, choices, onChoose }: SeatFieldProps): ReactNode {
  return (
    <NativeSelect
      label={label}
      value="now"
      data={[
        { value: 'now', label: now },
        ...choices.map(({ joins, verdict }, index) => ({
          value: String(index),
          label: labelOf(joins?.name ?? t('change.nobody'), verdictMark(verdict)),
        })),
      ]}
      onChange={(event) => {
        const choice = choices[Number(event.currentTarget.value)];
        if (choice !== undefined) onChoose(choice);
      }}
    />
  );
}

function Rooms({ drafting, session }: FieldProps): ReactNode {
  const rooms = drafting.changes?.rooms ?? [];
  if (rooms.length === 0) return null;
  const options = rooms.map(({ room, verdict }) => {
    const mark = room.id === session.room?.id ? '' : verdictMark(verdict);
    return { value: room.id, label: labelOf(room.name, mark) };
  });
  return (
    <NativeSelect
      label={t('change.room')}
      value={session.room?.id ?? ''}
      data={session.room === undefined ? [{ value: '', label: t('timeline.noRoom') }, ...options] : options}
      onChange={(event) => {
        const choice = rooms.find(({ room }) => room.id === event.currentTarget.value);
        if (choice !== undefined) drafting.room(choice);
      }}
    />
  );
}

function labelOf(name: string, mark: string): string {
  return mark === '' ? name : t('change.option', { name, mark });
}
