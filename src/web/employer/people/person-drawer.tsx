import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Checkbox, Drawer, Group, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { PersonDetails, PersonSeen } from '#contract/people.ts';
import { people } from '#web/api/people.ts';
import { patched, type Patch } from '#web/employer/patch.ts';
import { TrainingOfPerson } from '#web/employer/pools/training-of-person.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { useFreshStart } from '#web/parts/use-fresh-start.ts';
import { browserZone, ZoneField } from '#web/parts/zone-field.tsx';
import { NumberField } from '#web/parts/number-field.tsx';
import { t } from '#web/words/words.ts';
import { openingsNaming } from './openings-naming.ts';
import { CalendarPanel } from './calendar-panel.tsx';
import { WorkingHoursField } from './working-hours-field.tsx';

type Props = {
  readonly organisation: string;
  readonly poolNames: readonly string[];
  /** Otherwise only the calendar is theirs to set. */
  readonly edits: boolean;
  /** Absent for a new person. */
  readonly person?: PersonSeen;
  readonly onClose: () => void;
};

export function PersonDrawer(props: Props): ReactNode {
  const { organisation, person, edits, onClose } = props;
  const fresh = useFreshStart(organisation);
  return (
    <Drawer
      opened
      position="right"
      size="lg"
      onClose={onClose}
      title={person?.name ?? t('people.add')}
      closeButtonProps={{ 'aria-label': t('do.close') }}
    >
      <div className="stack">
        {edits && <PersonForm key={fresh.key} {...props} again={fresh.again} />}
        {person !== undefined && (
          <>
            <TrainingOfPerson organisation={organisation} person={person} edits={edits} />
            <CalendarPanel organisation={organisation} person={person} />
            {edits && <RemovePerson organisation={organisation} person={person} onGone={onClose} />}
          </>
        )}
      </div>
    </Drawer>
  );
}

function blank(): PersonDetails {
  const works = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }] as const;
  return { name: '', timeZone: browserZone(), works, pools: [] };
}

function detailsOf(person: PersonSeen): PersonDetails {
  const {
    id: _id,
    version: _version,
    calendars: _calendars,
    feed: _feed,
    feedNames: _names,
    unreachable: _unreachable,
    upcomingSessions: _sessions,
    ...details
  } = person;
  return details;
}

type FormProps = Props & { readonly again: () => void };

function PersonForm({ organisation, poolNames, onClose, again, ...props }: FormProps): ReactNode {
  const [person] = useState(props.person);
  const [details, setDetails] = useState(() => (person === undefined ? blank() : detailsOf(person)));
  const change = (to: Patch<PersonDetails>): void => setDetails(patched(details, to));
  const save = useChange(organisation, (to: PersonDetails) =>
    person === undefined
      ? people.add(organisation, to)
      : people.change(organisation, person.id, { ...to, version: person.version }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(details, { onSuccess: onClose });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <Who
        details={details}
        change={change}
        {...(person?.unreachable === true && person.email !== undefined && { lost: person.email })}
      />
      <ZoneField value={details.timeZone} onChange={(timeZone) => change({ timeZone })} />
      <WorkingHoursField value={details.works} onChange={(works) => change({ works })} />
      <TagsInput
        label={t('person.pools')}
        description={t('person.poolsHelp')}
        data={[...poolNames]}
        value={[...details.pools]}
        onChange={(pools) => change({ pools })}
      />
      <Limits details={details} change={change} />
      <Checkbox
        label={t('person.outside')}
        description={t('person.outsideHelp')}
        checked={details.outside === true}
        onChange={(event) => change({ outside: event.currentTarget.checked ? true : undefined })}
      />
      {save.error !== null && <ProblemNotice error={save.error} reload={again} />}
      <Group justify="flex-end">
        <Button type="submit" loading={save.isPending}>
          {t(person === undefined ? 'do.add' : 'do.save')}
        </Button>
      </Group>
    </form>
  );
}

type Fields = { readonly details: PersonDetails; readonly change: (to: Patch<PersonDetails>) => void };

/** `lost`: an address that nobody has any more. */
function Who({ details, change, lost }: Fields & { readonly lost?: string }): ReactNode {
  const optional = (text: string): string | undefined => (text === '' ? undefined : text);
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
          label={t('person.title')}
          value={details.title ?? ''}
          maxLength={200}
          onChange={(event) => change({ title: optional(event.currentTarget.value) })}
        />
        <TextInput
          label={t('field.email')}
          type="email"
          value={details.email ?? ''}
          maxLength={254}
          error={lost !== undefined && details.email === lost ? t('field.unreachable') : undefined}
          onChange={(event) => change({ email: optional(event.currentTarget.value) })}
        />
      </div>
    </>
  );
}

function Limits({ details, change }: Fields): ReactNode {
  return (
    <div className="fields">
      <NumberField
        label={t('person.maxPerDay')}
        value={details.maxPerDay}
        min={1}
        max={50}
        onChange={(maxPerDay) => change({ maxPerDay })}
      />
      <NumberField
        label={t('person.maxPerWeek')}
        value={details.maxPerWeek}
        min={1}
        max={200}
        onChange={(maxPerWeek) => change({ maxPerWeek })}
      />
      <NumberField
        label={t('person.gap')}
        value={details.gap}
        min={0}
        max={480}
        step={5}
        onChange={(gap) => change({ gap })}
      />
    </div>
  );
}

function RemovePerson(props: { organisation: string; person: PersonSeen; onGone: () => void }): ReactNode {
  const [asked, setAsked] = useState(false);
  const gone = useChange(props.organisation, () => people.remove(props.organisation, props.person.id));
  const named = useQuery({
    queryKey: ['o', props.organisation, 'named', props.person.id],
    queryFn: () => openingsNaming(props.organisation, props.person.id),
    enabled: asked,
  });
  const { upcomingSessions: count } = props.person;
  if (count > 0) return <Leaves organisation={props.organisation} person={props.person} count={count} />;
  return (
    <div className="danger-zone">
      {asked && named.data !== undefined && named.data.length > 0 && (
        <p className="notice" role="status">
          {t('person.named', { name: props.person.name, titles: named.data.join(', ') })}
        </p>
      )}
      {asked ? (
        <Button
          className="danger"
          loading={gone.isPending}
          onClick={() => gone.mutate(undefined, { onSuccess: props.onGone })}
        >
          {t('person.removeReally', { name: props.person.name })}
        </Button>
      ) : (
        <Button variant="subtle" className="danger-quiet" onClick={() => setAsked(true)}>
          {t('person.remove')}
        </Button>
      )}
      {gone.error !== null && <ProblemNotice error={gone.error} />}
    </div>
  );
}

/** Whoever has sessions to come hands them over first. */
function Leaves(props: { organisation: string; person: PersonSeen; count: number }): ReactNode {
  return (
    <div className="danger-zone">
      <Button
        variant="subtle"
        className="danger-quiet"
        renderRoot={(button) => (
          <Link
            {...button}
            to="/o/$o/people/$id/leave"
            params={{ o: props.organisation, id: props.person.id }}
          />
        )}
      >
        {t('leaving.start', { count: props.count })}
      </Button>
    </div>
  );
}
