/** A time that somebody proposed in their calendar: filled in, to be looked at and perhaps changed. */
import { useState, type FormEvent, type ReactNode } from 'react';
import { TextInput } from '@mantine/core';
import type { LoopView } from '#contract/loop.ts';
import type { LoopEvent } from '#contract/repair.ts';
import { zoneCity } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { FindButton } from './find-button.tsx';
import { proposalText, proposedEvent, wallText, type Proposal } from './proposal.ts';

type Props = {
  readonly loop: LoopView;
  readonly proposal: Proposal;
  readonly busy: boolean;
  readonly onFind: (event: LoopEvent) => void;
};

export function ProposedTime({ loop, proposal, busy, onFind }: Props): ReactNode {
  const zone = loop.opening.timeZone;
  const [from, setFrom] = useState(() => wallText(proposal.at, zone));
  const [until, setUntil] = useState(() => wallText(proposal.until ?? proposal.at, zone));
  const event = proposedEvent({ ...proposal, from, until, zone });
  const find = (submitted: FormEvent): void => {
    submitted.preventDefault();
    if (event !== undefined) onFind(event);
  };
  return (
    <form className="event event-proposed" onSubmit={find}>
      <p>{proposalText(loop, proposal)}</p>
      <div className="event-facts">
        <TextInput
          type="datetime-local"
          className="event-field"
          label={t(proposal.module === undefined ? 'repair.proposedFrom' : 'repair.proposedStart')}
          description={t('repair.proposedZone', { city: zoneCity(zone) })}
          value={from}
          onChange={({ currentTarget: { value } }) => setFrom(value)}
        />
        {proposal.module === undefined && (
          <TextInput
            type="datetime-local"
            className="event-field"
            label={t('repair.proposedUntil')}
            description={t('repair.proposedZone', { city: zoneCity(zone) })}
            value={until}
            onChange={({ currentTarget: { value } }) => setUntil(value)}
          />
        )}
        <FindButton busy={busy} ready={event !== undefined} />
      </div>
    </form>
  );
}
