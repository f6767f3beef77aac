import { useState, type FormEvent, type ReactNode } from 'react';
import { ActionIcon, Button, Group, Modal, TagsInput, Textarea, TextInput } from '@mantine/core';
import { WAY_LENGTH, type PeopleView, type Room, type RoomDetails } from '#contract/people.ts';
import { rooms } from '#web/api/people.ts';
import { patched, type Patch } from '#web/employer/patch.ts';
import { Icon } from '#web/parts/icons.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { useFreshStart } from '#web/parts/use-fresh-start.ts';
import { NumberField } from '#web/parts/number-field.tsx';
import { t } from '#web/words/words.ts';
import { Walking, Walks } from './walking.tsx';

type Props = { readonly organisation: string; readonly known: PeopleView };

export function RoomsAndWalking({ organisation, known }: Props): ReactNode {
  const [shown, setShown] = useState<string>();
  const room = known.rooms.find((one) => one.id === shown);
  const edits = known.can.includes('edit-rooms');
  return (
    <div className="two two-even">
      <section>
        <div className="section-head">
          <h2>{t('rooms.title')}</h2>
          {edits && (
            <Button variant="default" leftSection={<Icon name="add" />} onClick={() => setShown('new')}>
              {t('rooms.add')}
            </Button>
          )}
        </div>
        {known.rooms.length === 0 ? (
          <p className="empty">{t('rooms.none')}</p>
        ) : (
          <ul className="rows">
            {known.rooms.map((room) => (
              <RoomRow key={room.id} room={room} {...(edits && { onEdit: () => setShown(room.id) })} />
            ))}
          </ul>
        )}
      </section>
      {edits ? <Walking organisation={organisation} known={known} /> : <Walks known={known} />}
      {(room !== undefined || shown === 'new') && (
        <RoomDialog
          organisation={organisation}
          {...(room !== undefined && { room })}
          onClose={() => setShown(undefined)}
        />
      )}
    </div>
  );
}

function RoomRow({ room, onEdit }: { room: Room; onEdit?: () => void }): ReactNode {
  const facts = [
    room.site,
    room.seats === undefined ? undefined : t('rooms.seats', { count: room.seats }),
    ...room.features,
  ];
  return (
    <li className="row">
      <div className="row-words">
        <h3 className="row-title">{room.name}</h3>
        <span className="row-below">{facts.filter((fact) => fact !== undefined).join(' · ')}</span>
        {room.wayThere !== undefined && <span className="row-below">{room.wayThere}</span>}
      </div>
      {onEdit !== undefined && (
        <ActionIcon
          variant="subtle"
          size="lg"
          aria-label={t('people.open', { name: room.name })}
          onClick={onEdit}
        >
          <Icon name="edit" />
        </ActionIcon>
      )}
    </li>
  );
}

type DialogProps = {
  readonly organisation: string;
  /** Absent for a new room. */
  readonly room?: Room;
  readonly onClose: () => void;
};

function detailsOf(room: Room | undefined): RoomDetails {
  if (room === undefined) return { name: '', features: [] };
  const { id: _id, version: _version, ...details } = room;
  return details;
}

function RoomDialog(props: DialogProps): ReactNode {
  const fresh = useFreshStart(props.organisation);
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={props.room?.name ?? t('rooms.add')}
      closeButtonProps={{ 'aria-label': t('do.close') }}
    >
      <RoomForm key={fresh.key} {...props} again={fresh.again} />
    </Modal>
  );
}

type FormProps = DialogProps & { readonly again: () => void };

function RoomForm({ organisation, again, onClose, ...props }: FormProps): ReactNode {
  const [room] = useState(props.room);
  const [details, setDetails] = useState(() => detailsOf(room));
  const change = (to: Patch<RoomDetails>): void => setDetails(patched(details, to));
  const save = useChange(organisation, (to: RoomDetails) =>
    room === undefined
      ? rooms.add(organisation, to)
      : rooms.change(organisation, room.id, { ...to, version: room.version }),
  );
  const gone = useChange(organisation, (id: string) => rooms.remove(organisation, id));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(details, { onSuccess: onClose });
  };
  const error = save.error ?? gone.error;
  return (
    <form className="stack" onSubmit={submit}>
      <RoomFields details={details} change={change} />
      {error !== null && <ProblemNotice error={error} reload={again} />}
      <Group justify="space-between">
        {room === undefined ? (
          <span />
        ) : (
          <Button
            variant="subtle"
            className="danger-quiet"
            loading={gone.isPending}
            onClick={() => gone.mutate(room.id, { onSuccess: onClose })}
          >
            {t('rooms.remove')}
          </Button>
        )}
        <Button type="submit" loading={save.isPending}>
          {t(room === undefined ? 'do.add' : 'do.save')}
        </Button>
      </Group>
    </form>
  );
}

type Fields = { readonly details: RoomDetails; readonly change: (to: Patch<RoomDetails>) => void };

function RoomFields({ details, change }: Fields): ReactNode {
  return (
    <>
      <TextInput
        label={t('field.name')}
        value={details.name}
        required
        withAsterisk={false}
        maxLength={200}
        data-autofocus
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <div className="fields">
        <TextInput
          label={t('rooms.site')}
          value={details.site ?? ''}
          maxLength={200}
          onChange={(event) =>
            change({ site: event.currentTarget.value === '' ? undefined : event.currentTarget.value })
          }
        />
        <NumberField
          label={t('rooms.seatCount')}
          value={details.seats}
          min={1}
          max={5000}
          onChange={(seats) => change({ seats })}
        />
      </div>
      <TagsInput
        label={t('rooms.features')}
        value={[...details.features]}
        onChange={(features) => change({ features })}
      />
      <Textarea
        label={t('rooms.way')}
        description={t('rooms.wayHelp')}
        value={details.wayThere ?? ''}
        maxLength={WAY_LENGTH}
        autosize
        minRows={2}
        onChange={({ currentTarget: { value } }) => change({ wayThere: value === '' ? undefined : value })}
      />
    </>
  );
}
