import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { SchedulingOpen } from '#contract/self-service.ts';
import { byLink } from '#web/api/self-service.ts';
import { AnotherDay } from '#web/candidate/deeds/another-day.tsx';
import { OfferedDays } from '#web/candidate/offered-days.tsx';
import { SayTimes } from '#web/candidate/times/say-times.tsx';
import type { Page } from '#web/parts/use-proven.tsx';
import { WhatToKnow } from '#web/candidate/what-to-know.tsx';
import { Icon } from '#web/parts/icons.tsx';
import { useTitle } from '#web/parts/scene.tsx';
import { DeadEnd, LinkSheet, whomToAsk } from '#web/parts/sheet.tsx';
import { spanWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

/** The candidate's page before there is an agenda: say times, choose a day, ask for another. */
export function SchedulingScene(): ReactNode {
  return (
    <LinkSheet kind="scheduling" look={byLink.look}>
      {(scheduling, token) =>
        scheduling.is === 'open' ? (
          <Scheduling scheduling={scheduling} token={token} />
        ) : (
          <DeadEnd {...scheduling} title={t('scheduling.endedTitle')} text={t('scheduling.ended')} />
        )
      }
    </LinkSheet>
  );
}

function Scheduling({ scheduling, token }: { scheduling: SchedulingOpen; token: string }): ReactNode {
  const { organisation, opening, candidate, acting, booked, offer, ask } = scheduling;
  useTitle(t('agenda.tab', { organisation }));
  const page: Page = { token, acting, organisation };
  return (
    <article className="agenda scheduling">
      <div className="agenda-head">
        <p className="agenda-from">{organisation}</p>
        <h1>{t('agenda.title', { name: candidate })}</h1>
        <p className="agenda-for">{opening}</p>
      </div>
      {booked !== undefined && <Booked booked={booked} zone={scheduling.timeZone} />}
      {booked === undefined || (offer !== undefined && !offer.over) ? (
        <Choosing page={page} scheduling={scheduling} />
      ) : null}
      {booked === undefined && <Times page={page} scheduling={scheduling} />}
      <WhatToKnow {...page} />
      <p className="agenda-end">
        {t('agenda.end')} {whomToAsk(organisation, ask)}
      </p>
    </article>
  );
}

/** As long as there are days to choose from, saying times comes second. What is sent begins anew, in the week that was looked at. */
function Times({ page, scheduling }: { page: Page; scheduling: SchedulingOpen }): ReactNode {
  const [ahead, setAhead] = useState(0);
  const times = <SayTimes key={scheduling.saidAt} {...{ page, scheduling, ahead }} onAhead={setAhead} />;
  if (scheduling.offer === undefined || scheduling.offer.over) return <section>{times}</section>;
  return (
    <details className="second">
      <summary>{t('times.instead')}</summary>
      {times}
    </details>
  );
}

/** What is offered, and the way to something else. */
function Choosing({ page, scheduling }: { page: Page; scheduling: SchedulingOpen }): ReactNode {
  const { offer, timeZone, askedAt, booked } = scheduling;
  if (offer === undefined) {
    return askedAt === undefined ? null : (
      <section className="offered-days">
        <p role="status">{t('another.asked')}</p>
      </section>
    );
  }
  return (
    <>
      {offer.over ? (
        <section className="offered-days">
          <h2>{t('choose.overTitle')}</h2>
          <p>{t('choose.over')}</p>
        </section>
      ) : (
        <OfferedDays page={page} offer={offer} zone={timeZone} />
      )}
      <AnotherDay page={page} asked={askedAt !== undefined} stands={booked !== undefined} />
    </>
  );
}

function Booked({
  booked,
  zone,
}: {
  booked: NonNullable<SchedulingOpen['booked']>;
  zone: string;
}): ReactNode {
  return (
    <section className="booked" role="status">
      <h2>
        <Icon name="check" /> {t('scheduling.booked')}
      </h2>
      <p className="booked-when">{spanWords(booked, zone)}</p>
      {booked.agenda === undefined ? (
        <p>{t('scheduling.bookedText')}</p>
      ) : (
        <div className="buttons">
          <Button component="a" href={booked.agenda} leftSection={<Icon name="open" />}>
            {t('scheduling.toAgenda')}
          </Button>
        </div>
      )}
    </section>
  );
}
