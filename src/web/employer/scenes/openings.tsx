import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Modal, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { OpeningSummary } from '#contract/opening.ts';
import { openings } from '#web/api/openings.ts';
import { organisations } from '#web/api/organisations.ts';
import { people } from '#web/api/people.ts';
import { AttentionHint } from '#web/employer/attention/attention-hint.tsx';
import { Icon } from '#web/parts/icons.tsx';
import { NextStep } from '#web/parts/next-step.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { Loaded, SceneHead } from '#web/parts/scene.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { ZoneField } from '#web/parts/zone-field.tsx';
import { zoneCity } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

export function OpeningsScene(): ReactNode {
  const { o } = useParams({ from: '/o/$o/' });
  const [adding, setAdding] = useState(false);
  const list = useQuery({ queryKey: ['o', o, 'openings'], queryFn: () => openings.list(o) });
  const add = list.data?.can.includes('open-opening') === true && (
    <Button leftSection={<Icon name="add" />} onClick={() => setAdding(true)}>
      {t('openings.add')}
    </Button>
  );
  return (
    <>
      <Loaded query={list}>
        {(data) => (
          <>
            <SceneHead
              title={t('openings.title')}
              below={t('openings.below')}
              {...(data.openings.length > 0 && add !== false && { actions: add })}
            />
            {data.openings.length === 0 ? (
              <NoOpenings add={add} />
            ) : (
              <List organisation={o} openings={data.openings} />
            )}
            <AttentionHint organisation={o} />
            <PeopleHint organisation={o} />
          </>
        )}
      </Loaded>
      <NewOpeningDialog organisation={o} opened={adding} onClose={() => setAdding(false)} />
    </>
  );
}

/** Whoever opens none sees those they have a part in. */
function NoOpenings({ add }: { add: ReactNode }): ReactNode {
  if (add === false)
    return <NextStep title={t('openings.noneOfYours')} text={t('openings.noneOfYoursText')} />;
  return (
    <NextStep title={t('openings.noneTitle')} text={t('openings.none')}>
      {add}
    </NextStep>
  );
}

function List(props: { organisation: string; openings: readonly OpeningSummary[] }): ReactNode {
  return (
    <ul className="rows">
      {props.openings.map((opening) => (
        <li key={opening.id}>
          <Link
            className="row-link"
            to="/o/$o/openings/$id"
            params={{ o: props.organisation, id: opening.id }}
          >
            <span>
              <span className="row-title">{opening.title}</span>
              <span className="row-below">
                {t('openings.modules', { count: opening.modules })} · {zoneCity(opening.timeZone)}
              </span>
            </span>
            <Planned candidates={opening.candidates} planned={opening.planned} />
            <Icon name="right" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** More are not taken in at a glance; the words say it anyway. */
const MOST_DOTS = 12;

function Planned({ candidates, planned }: { candidates: number; planned: number }): ReactNode {
  return (
    <span className="row-side">
      {candidates > 0 && candidates <= MOST_DOTS && (
        <span className="dots" aria-hidden="true">
          {Array.from({ length: candidates }, (_, index) => (
            <span key={index} className="dot" data-on={index < planned} />
          ))}
        </span>
      )}
      {candidates === 0 ? t('openings.noCandidates') : t('openings.planned', { planned, count: candidates })}
    </span>
  );
}

/** Nothing can be planned without people; say so here, where somebody new looks first. */
function PeopleHint({ organisation }: { organisation: string }): ReactNode {
  const known = useQuery({
    queryKey: ['o', organisation, 'people'],
    queryFn: () => people.read(organisation),
  });
  if (known.data === undefined || known.data.people.length > 0) return null;
  if (!known.data.can.includes('edit-people')) return null;
  return (
    <NextStep quiet title={t('openings.noPeopleTitle')} text={t('openings.noPeople')}>
      <Button
        variant="default"
        renderRoot={(props) => (
          <Link {...props} to="/o/$o/people" params={{ o: organisation }} search={{ show: 'import' }} />
        )}
      >
        {t('openings.toPeople')}
      </Button>
    </NextStep>
  );
}

type DialogProps = { readonly organisation: string; readonly opened: boolean; readonly onClose: () => void };

function NewOpeningDialog({ organisation, opened, onClose }: DialogProps): ReactNode {
  const self = useQuery({
    queryKey: ['o', organisation, 'self'],
    queryFn: () => organisations.read(organisation),
  });
  const [title, setTitle] = useState('');
  const [zone, setZone] = useState<string>();
  const go = useNavigate();
  const add = useChange(organisation, (opening: { title: string; timeZone: string }) =>
    openings.add(organisation, opening),
  );
  const timeZone = zone ?? self.data?.timeZone ?? 'UTC';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    add.mutate(
      { title, timeZone },
      {
        onSuccess: (opening) =>
          void go({ to: '/o/$o/openings/$id', params: { o: organisation, id: opening.id } }),
      },
    );
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('openings.add')}
      closeButtonProps={{ 'aria-label': t('do.close') }}
    >
      <form className="stack" onSubmit={submit}>
        <TextInput
          label={t('openings.name')}
          placeholder={t('openings.nameExample')}
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
          required
          withAsterisk={false}
          maxLength={200}
          data-autofocus
        />
        <ZoneField value={timeZone} onChange={setZone} description={t('openings.zoneHelp')} />
        {add.error !== null && <ProblemNotice error={add.error} />}
        <Button type="submit" loading={add.isPending}>
          {t('openings.create')}
        </Button>
      </form>
    </Modal>
  );
}
