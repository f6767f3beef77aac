import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { LoopView } from '#contract/loop.ts';
import type { OutsideSeat, PanelLinkMade } from '#contract/panel.ts';
import { panelLinks } from '#web/api/outside.ts';
import { CopyField } from '#web/parts/copy-field.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { dayWords, spanWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

/** People from outside in this loop, with the link to each session they sit in. */
export function OutsideSeats({ organisation, loop }: { organisation: string; loop: LoopView }): ReactNode {
  const seats = loop.outside ?? [];
  if (seats.length === 0) return null;
  return (
    <section className="agenda-card">
      <h2>{t('outside.title')}</h2>
      <p>{t('outside.text')}</p>
      <ul className="rows">
        {seats.map((seat) => (
          <Seat key={`${seat.session} ${seat.person}`} organisation={organisation} loop={loop} seat={seat} />
        ))}
      </ul>
    </section>
  );
}

type SeatProps = { readonly organisation: string; readonly loop: LoopView; readonly seat: OutsideSeat };

function Seat({ organisation, loop, seat }: SeatProps): ReactNode {
  const [made, setMade] = useState<PanelLinkMade>();
  const zone = loop.opening.timeZone;
  const key = { session: seat.session, person: seat.person };
  const make = useChange(organisation, () => panelLinks.make(organisation, loop.id, key));
  const withdraw = useChange(organisation, () => panelLinks.withdraw(organisation, loop.id, key));
  const { name, title, until } = seat;
  const error = make.error ?? withdraw.error;
  return (
    <li className="row outside-seat">
      <div className="row-words">
        <h3 className="row-title">{name}</h3>
        <span className="row-below">
          {title}, {spanWords(seat, zone)}
        </span>
      </div>
      <span className="state" data-state={until === undefined ? 'unknown' : 'known'}>
        {linkWords(seat, zone)}
      </span>
      {seat.open && (
        <div className="row-do">
          <Button
            variant={until === undefined ? 'filled' : 'default'}
            size="compact-sm"
            loading={make.isPending}
            aria-label={t(until === undefined ? 'outside.makeFor' : 'outside.anewFor', { name, title })}
            onClick={() => make.mutate(undefined, { onSuccess: setMade })}
          >
            {t(until === undefined ? 'outside.make' : 'outside.anew')}
          </Button>
          {until !== undefined && (
            <Button
              variant="subtle"
              size="compact-sm"
              className="danger-quiet"
              loading={withdraw.isPending}
              aria-label={t('outside.withdrawFor', { name, title })}
              onClick={() => withdraw.mutate(undefined, { onSuccess: () => setMade(undefined) })}
            >
              {t('outside.withdraw')}
            </Button>
          )}
        </div>
      )}
      {made !== undefined && until !== undefined && (
        <CopyField
          label={t('outside.link', { name })}
          path={made.link}
          help={t('outside.linkHelp', { name, day: dayWords(made.until, zone) })}
        />
      )}
      {error !== null && <ProblemNotice error={error} />}
    </li>
  );
}

function linkWords({ until, open }: OutsideSeat, zone: string): string {
  if (!open) return t('outside.over');
  return until === undefined ? t('outside.none') : t('outside.until', { day: dayWords(until, zone) });
}
