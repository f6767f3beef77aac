/** A candidate's own part as those who plan see it: asked and said times, the days on offer, and what they want changed. */
import { useState, type ReactNode } from 'react';
import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { SelfServiceView } from '#contract/self-service.ts';
import { OFFER } from '#domain/loop/offer.ts';
import { selfService } from '#web/api/self-service.ts';
import { CopyField } from '#web/parts/copy-field.tsx';
import { Icon } from '#web/parts/icons.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { dayWords, spanWords, timeWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { ChangesWanted } from './changes-wanted.tsx';

export type OfCandidate = {
  readonly organisation: string;
  readonly candidate: { readonly id: string; readonly name: string };
  /** Of the opening. */
  readonly zone: string;
};

export function SelfServiceCard(of: OfCandidate): ReactNode {
  const { organisation, candidate } = of;
  const state = useQuery({
    queryKey: ['o', organisation, 'self-service', candidate.id],
    queryFn: () => selfService.read(organisation, candidate.id),
  });
  if (state.error !== null) return <ProblemNotice error={state.error} again={() => void state.refetch()} />;
  if (state.data === undefined) return null;
  const { data } = state;
  return (
    <section className="self-service" aria-labelledby="self-service">
      <h2 id="self-service">{t('selfService.title', { name: candidate.name })}</h2>
      <ChangesWanted {...of} changes={data.changes.filter(({ what }) => what === 'another-day')} />
      {data.offer === undefined ? <Times of={of} state={data} /> : <OnOffer of={of} offer={data.offer} />}
      {data.link !== undefined && <CandidateLink of={of} link={data.link} mails={data.mails} />}
    </section>
  );
}

/** Before anything is offered: when they can come. */
function Times({ of, state }: { of: OfCandidate; state: SelfServiceView }): ReactNode {
  const { organisation, candidate, zone } = of;
  const { name } = candidate;
  const ask = useChange(organisation, () => selfService.askTimes(organisation, candidate.id));
  const { askedAt, mails } = state;
  const verb = mails ? 'selfService.ask' : 'selfService.makeLink';
  return (
    <>
      <p>{timesWords(state, name, zone)}</p>
      {ask.error !== null && <ProblemNotice error={ask.error} />}
      <div className="buttons">
        <Button
          variant={askedAt === undefined ? 'light' : 'subtle'}
          loading={ask.isPending}
          leftSection={<Icon name="calendar" />}
          onClick={() => ask.mutate(undefined)}
        >
          {t(askedAt === undefined ? verb : 'selfService.askAgain')}
        </Button>
      </div>
      {ask.data !== undefined && (
        <p role="status">
          {t(ask.data.mailed === true ? 'selfService.mailed' : 'selfService.notMailed', { name })}
        </p>
      )}
    </>
  );
}

/** What they were asked and what they said. */
function timesWords({ saidAt, askedAt, mails }: SelfServiceView, name: string, zone: string): string {
  if (saidAt !== undefined) return t('selfService.said', { name, day: dayWords(saidAt, zone) });
  if (askedAt !== undefined) return t('selfService.asked', { name, day: dayWords(askedAt, zone) });
  return t(mails ? 'selfService.none' : 'selfService.noneByHand', { name });
}

type Offer = NonNullable<SelfServiceView['offer']>;

/** Days that wait for an answer, or whose time is over. */
function OnOffer({ of, offer }: { of: OfCandidate; offer: Offer }): ReactNode {
  const { organisation, candidate, zone } = of;
  const { name } = candidate;
  const until = { day: dayWords(offer.heldUntil, zone), time: timeWords(offer.heldUntil, zone) };
  const count = offer.days.length;
  const choose = useChange(organisation, (day: number) =>
    selfService.choose(organisation, candidate.id, { offer: offer.id, day }),
  );
  return (
    <>
      <p>
        <strong>{t(offer.over ? 'selfService.over' : 'selfService.held', { ...until, count, name })}</strong>{' '}
        {!offer.over && t(offer.seenAt === undefined ? 'selfService.unseen' : 'selfService.seen', { name })}
      </p>
      <ul className="on-offer">
        {offer.days.map((day) => (
          <li key={day.number}>
            <span>{spanWords(day, zone)}</span>
            {!offer.over && (
              <Button
                variant="subtle"
                size="compact-sm"
                loading={choose.isPending && choose.variables === day.number}
                onClick={() => choose.mutate(day.number)}
                aria-label={t('selfService.chooseLong', { name, day: dayWords(day.start, zone) })}
              >
                {t('selfService.choose', { name })}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {choose.error !== null && <ProblemNotice error={choose.error} />}
      <OfferDeeds of={of} over={offer.over} />
    </>
  );
}

const HOLDS = [24, OFFER.proposedHours, 168, OFFER.mostHours] as const;

/** How long it holds, in words. */
export function HoldField({
  hours,
  onChange,
}: {
  hours: number;
  onChange: (hours: number) => void;
}): ReactNode {
  return (
    <NativeSelect
      label={t('selfService.holdFor')}
      value={String(hours)}
      data={HOLDS.map((one) => ({ value: String(one), label: t('selfService.days', { count: one / 24 }) }))}
      onChange={(event) => onChange(Number(event.currentTarget.value))}
    />
  );
}

function OfferDeeds({ of, over }: { of: OfCandidate; over: boolean }): ReactNode {
  const { organisation, candidate } = of;
  const [hours, setHours] = useState<number>(OFFER.proposedHours);
  const prolong = useChange(organisation, () => selfService.prolong(organisation, candidate.id, hours));
  const withdraw = useChange(organisation, () => selfService.withdrawOffer(organisation, candidate.id));
  const error = prolong.error ?? withdraw.error;
  return (
    <>
      <div className="field-and-do">
        <HoldField hours={hours} onChange={setHours} />
        <Button
          variant={over ? 'filled' : 'default'}
          loading={prolong.isPending}
          onClick={() => prolong.mutate(undefined)}
        >
          {t(over ? 'selfService.holdAgain' : 'selfService.prolong')}
        </Button>
        <Button
          variant="subtle"
          className="danger-quiet"
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate(undefined)}
        >
          {t('selfService.withdraw')}
        </Button>
      </div>
      {error !== null && <ProblemNotice error={error} />}
    </>
  );
}

function CandidateLink({ of, link, mails }: { of: OfCandidate; link: string; mails: boolean }): ReactNode {
  const { organisation, candidate } = of;
  const renew = useChange(organisation, () => selfService.renewLink(organisation, candidate.id));
  const withdraw = useChange(organisation, () => selfService.withdrawLink(organisation, candidate.id));
  const error = renew.error ?? withdraw.error;
  return (
    <details open={!mails}>
      <summary>{t('selfService.link', { name: candidate.name })}</summary>
      <CopyField label={t('selfService.linkLabel')} path={link} help={t('selfService.linkHelp')} />
      <div className="link-deeds">
        <Button
          variant="subtle"
          size="compact-sm"
          loading={renew.isPending}
          onClick={() => renew.mutate(undefined)}
        >
          {t('loop.renew')}
        </Button>
        <Button
          variant="subtle"
          size="compact-sm"
          className="danger-quiet"
          loading={withdraw.isPending}
          onClick={() => withdraw.mutate(undefined)}
        >
          {t('loop.withdraw')}
        </Button>
      </div>
      {error !== null && <ProblemNotice error={error} />}
    </details>
  );
}
