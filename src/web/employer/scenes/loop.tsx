import { useEffect, useState, type ReactNode } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { LoopView } from '#contract/loop.ts';
import { loops } from '#web/api/loops.ts';
import { History } from '#web/employer/audit/history.tsx';
import { LaterChanges } from '#web/employer/attention/later-changes.tsx';
import { ToDay } from '#web/employer/day/to-day.tsx';
import { wholeOf } from '#web/employer/find-a-day/choosing.ts';
import { ToldCard } from '#web/employer/ledger/told-card.tsx';
import { AgendaCard, CancelledCard } from '#web/employer/links/agenda-card.tsx';
import { OutsideSeats } from '#web/employer/links/outside-seats.tsx';
import { NeedsNotice } from '#web/employer/needs/needs-notice.tsx';
import { LoopMail } from '#web/employer/mail/loop-mail.tsx';
import { CancelLoop } from '#web/employer/repair/cancel-loop.tsx';
import { CannotCome, SomethingChanged } from '#web/employer/repair/ways-in.tsx';
import { DeclineOwn } from '#web/employer/self-service/decline-own.tsx';
import { FindAnother, WantedOfLoop } from '#web/employer/self-service/wanted-of-loop.tsx';
import { Loaded, SceneHead } from '#web/parts/scene.tsx';
import { SessionTable } from '#web/parts/session-table.tsx';
import { Timeline } from '#web/parts/timeline.tsx';
import { PartOfSuperday } from '#web/employer/superday/superday-links.tsx';
import { offsetWords, spanWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

export function LoopScene(): ReactNode {
  const { o, id } = useParams({ from: '/o/$o/loops/$id' });
  const fresh = useFresh(o, id);
  const loop = useQuery({ queryKey: ['o', o, 'loop', id], queryFn: () => loops.read(o, id) });
  return <Loaded query={loop}>{(data) => <Shown organisation={o} loop={data} fresh={fresh} />}</Loaded>;
}

/** Whether the loop was confirmed just now. The address forgets it, so that nobody keeps or sends "just now". */
function useFresh(organisation: string, id: string): boolean {
  const { fresh } = useSearch({ from: '/o/$o/loops/$id' });
  const [freshId, setFreshId] = useState(fresh === true ? id : undefined);
  const go = useNavigate();
  useEffect(() => {
    if (fresh !== true) return;
    setFreshId(id);
    const params = { o: organisation, id };
    void go({ to: '/o/$o/loops/$id', params, search: {}, replace: true, resetScroll: false });
  }, [fresh, go, id, organisation]);
  return freshId === id;
}

function Shown(props: { organisation: string; loop: LoopView; fresh: boolean }): ReactNode {
  const { organisation, loop, fresh } = props;
  const zone = loop.opening.timeZone;
  const confirmed = loop.status === 'confirmed';
  const plans = loop.can.includes('plan');
  return (
    <>
      <Head organisation={organisation} loop={loop} />
      {confirmed ? (
        <AgendaCard organisation={organisation} loop={loop} fresh={fresh} />
      ) : (
        <CancelledCard organisation={organisation} loop={loop} />
      )}
      <LaterChanges organisation={organisation} loop={loop} />
      {confirmed && plans && <WantedOfLoop organisation={organisation} loop={loop} />}
      {loop.can.includes('see-ledger') && <ToldCard organisation={organisation} loop={loop.id} />}
      {loop.can.includes('see-ledger') && (
        <LoopMail organisation={organisation} loop={loop.id} earlier={false} />
      )}
      <NeedsNotice organisation={organisation} candidate={loop.candidate} />
      {confirmed && <OutsideSeats organisation={organisation} loop={loop} />}
      <Timeline sessions={loop.sessions} rows={loop.rows} timeZone={zone} />
      <SessionTable
        sessions={loop.sessions}
        timeZone={zone}
        candidateZone={loop.candidate.timeZone}
        {...(confirmed && {
          seatAction: (session, person) =>
            plans ? (
              <CannotCome organisation={organisation} loop={loop} session={session} person={person} />
            ) : person.id === loop.you ? (
              <DeclineOwn organisation={organisation} loop={loop.id} session={session} />
            ) : null,
        })}
      />
      {loop.can.includes('see-history') && (
        <History organisation={organisation} of={{ kind: 'loop', id: loop.id }} candidate={loop.candidate} />
      )}
    </>
  );
}

function Head({ organisation, loop }: { organisation: string; loop: LoopView }): ReactNode {
  const whole = wholeOf(loop.sessions);
  const zone = loop.opening.timeZone;
  return (
    <SceneHead
      title={t('loop.title', { name: loop.candidate.name })}
      above={
        <>
          <Link to="/o/$o/openings/$id" params={{ o: organisation, id: loop.opening.id }}>
            {loop.opening.title}
          </Link>
          <PartOfSuperday organisation={organisation} loop={loop} />
          <ToDay organisation={organisation} loop={loop} />
        </>
      }
      below={whole === undefined ? '' : `${spanWords(whole, zone)} (${offsetWords(whole.start, zone)})`}
      actions={
        loop.status === 'confirmed' &&
        loop.can.includes('plan') && (
          <>
            <SomethingChanged organisation={organisation} loop={loop} />
            <FindAnother organisation={organisation} loop={loop} />
            <CancelLoop organisation={organisation} loop={loop.id} candidate={loop.candidate.name} />
          </>
        )
      }
    />
  );
}
