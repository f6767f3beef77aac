import { useState, type FormEvent, type ReactNode } from 'react';
import { Button, Group, Modal, TextInput } from '@mantine/core';
import type { ApplicationView, CandidateDetails, OpeningView } from '#contract/opening.ts';
import { candidates } from '#web/api/openings.ts';
import { intervalOf, offeredTimes, type OfferedTime } from './availability.ts';
import { NeedsNotice } from '#web/employer/needs/needs-notice.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { useFreshStart } from '#web/parts/use-fresh-start.ts';
import { ZoneField } from '#web/parts/zone-field.tsx';
import { t } from '#web/words/words.ts';
import { AvailabilityField } from './availability-field.tsx';

type Props = {
  readonly organisation: string;
  readonly opening: OpeningView;
  /** Absent for a new candidate. */
  readonly candidate?: ApplicationView;
  readonly onClose: () => void;
};

export function CandidateDialog(props: Props): ReactNode {
  const fresh = useFreshStart(props.organisation);
  return (
    <Modal
      opened
      size="lg"
      onClose={props.onClose}
      title={props.candidate?.name ?? t('opening.addCandidate')}
      closeButtonProps={{ 'aria-label': t('do.close') }}
    >
      {props.candidate !== undefined && (
        <NeedsNotice organisation={props.organisation} candidate={props.candidate} />
      )}
      <CandidateForm key={fresh.key} {...props} again={fresh.again} />
    </Modal>
  );
}

type FormProps = Props & { readonly again: () => void };

function CandidateForm({ organisation, opening, again, onClose, ...props }: FormProps): ReactNode {
  const [candidate] = useState(props.candidate);
  const [name, setName] = useState(candidate?.name ?? '');
  const [email, setEmail] = useState(candidate?.email ?? '');
  const [zone, setZone] = useState(candidate?.timeZone ?? opening.timeZone);
  const [times, setTimes] = useState<readonly OfferedTime[]>(() =>
    offeredTimes(candidate?.available ?? [], zone),
  );
  const [unclear, setUnclear] = useState(false);
  const save = useChange(organisation, (details: CandidateDetails) =>
    candidate === undefined
      ? candidates.add(organisation, opening.id, details)
      : candidates.change(organisation, candidate.id, { ...details, version: candidate.version }),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const available = times.map((time) => intervalOf(time, zone)).filter((time) => time !== undefined);
    setUnclear(available.length < times.length);
    if (available.length < times.length) return;
    const details = { name, ...(email !== '' && { email }), timeZone: zone, available };
    save.mutate(details, { onSuccess: onClose });
  };
  return (
    <form className="stack" onSubmit={submit}>
      <TextInput
        label={t('field.name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        required
        withAsterisk={false}
        maxLength={200}
        data-autofocus
      />
      <TextInput
        label={t('field.email')}
        type="email"
        value={email}
        error={
          candidate?.unreachable === true && email === candidate.email ? t('field.unreachable') : undefined
        }
        onChange={(event) => setEmail(event.currentTarget.value)}
        maxLength={254}
      />
      <ZoneField value={zone} onChange={setZone} description={t('candidate.zoneHelp')} />
      <AvailabilityField times={times} onChange={setTimes} />
      {unclear && <p className="field-error">{t('candidate.unclear')}</p>}
      {save.error !== null && <ProblemNotice error={save.error} reload={again} />}
      <Actions organisation={organisation} candidate={candidate} busy={save.isPending} onGone={onClose} />
    </form>
  );
}

type ActionsProps = {
  readonly organisation: string;
  readonly candidate: ApplicationView | undefined;
  readonly busy: boolean;
  readonly onGone: () => void;
};

function Actions({ organisation, candidate, busy, onGone }: ActionsProps): ReactNode {
  return (
    <Group justify="space-between">
      {candidate === undefined ? (
        <span />
      ) : (
        <RemoveCandidate organisation={organisation} candidate={candidate} onGone={onGone} />
      )}
      <Button type="submit" loading={busy}>
        {t(candidate === undefined ? 'do.add' : 'do.save')}
      </Button>
    </Group>
  );
}

type RemoveProps = { organisation: string; candidate: ApplicationView; onGone: () => void };

function RemoveCandidate({ organisation, candidate, onGone }: RemoveProps): ReactNode {
  const [asked, setAsked] = useState(false);
  const gone = useChange(organisation, () => candidates.remove(organisation, candidate.id));
  if (!asked) {
    return (
      <Button variant="subtle" className="danger-quiet" onClick={() => setAsked(true)}>
        {t('candidate.remove')}
      </Button>
    );
  }
  return (
    <div>
      <Button
        className="danger"
        loading={gone.isPending}
        onClick={() => gone.mutate(undefined, { onSuccess: onGone })}
      >
        {t('candidate.removeReally')}
      </Button>
      {gone.error !== null && <ProblemNotice error={gone.error} />}
    </div>
  );
}
