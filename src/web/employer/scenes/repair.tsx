import { useRef, useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { skipToken, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { SessionView } from '#contract/day-search.ts';
import type { LoopView } from '#contract/loop.ts';
import type { LoopEvent, LoopRepairs, RepairView } from '#contract/repair.ts';
import { WISHES } from '#domain/repair/repair.ts';
import { loops } from '#web/api/loops.ts';
import { confirmationOf } from '#web/employer/find-a-day/choosing.ts';
import { completeEvent, firstDraft } from '#web/employer/repair/event-draft.ts';
import { EventForm } from '#web/employer/repair/event-form.tsx';
import { firstEvent, proposalOf } from '#web/employer/repair/proposal.ts';
import { ProposedTime } from '#web/employer/repair/proposed-time.tsx';
import { Rankings } from '#web/employer/repair/rankings.tsx';
import { ToldList } from '#web/employer/repair/told-list.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { Loaded, SceneHead } from '#web/parts/scene.tsx';
import { SessionTable } from '#web/parts/session-table.tsx';
import { Timeline } from '#web/parts/timeline.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { dateOf } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

export function RepairScene(): ReactNode {
  const { o, id } = useParams({ from: '/o/$o/loops/$id/repair' });
  const loop = useQuery({ queryKey: ['o', o, 'loop', id], queryFn: () => loops.read(o, id) });
  return <Loaded query={loop}>{(data) => <Repairing organisation={o} loop={data} />}</Loaded>;
}

type LoopProps = { readonly organisation: string; readonly loop: LoopView };

function Repairing({ organisation, loop }: LoopProps): ReactNode {
  const [accepted, setAccepted] = useState<RepairView>();
  return (
    <>
      <SceneHead
        title={t('repair.title', { name: loop.candidate.name })}
        above={<ToLoop organisation={organisation} loop={loop} />}
        below={accepted === undefined ? t('repair.below') : undefined}
      />
      {accepted === undefined ? (
        <Asking organisation={organisation} loop={loop} onAccepted={setAccepted} />
      ) : (
        <Done organisation={organisation} loop={loop} accepted={accepted} />
      )}
    </>
  );
}

type AskingProps = LoopProps & { readonly onAccepted: (repair: RepairView) => void };

function Asking({ organisation, loop, onAccepted }: AskingProps): ReactNode {
  const known = useSearch({ from: '/o/$o/loops/$id/repair' });
  const start = firstDraft(loop, known);
  // Whoever came from a seat, from the day's sheet, or from what somebody proposed, has said what happened already.
  const proposal = proposalOf(known);
  const [event, setEvent] = useState(() => {
    if (proposal !== undefined) return firstEvent(proposal, loop.opening.timeZone);
    const said = known.module !== undefined || known.what !== undefined;
    return said ? completeEvent(start, dateOf(new Date().toISOString(), loop.opening.timeZone)) : undefined;
  });
  const found = useQuery({
    queryKey: ['o', organisation, 'loop', loop.id, 'repairs', event],
    queryFn: event === undefined ? skipToken : () => loops.repairs(organisation, loop.id, event),
  });
  const again = (): void => void found.refetch();
  const settled = found.isFetching ? undefined : found.data;
  return (
    <>
      {proposal === undefined ? (
        <EventForm loop={loop} start={start} busy={found.isFetching} onFind={setEvent} />
      ) : (
        <>
          <ProposedTime loop={loop} proposal={proposal} busy={found.isFetching} onFind={setEvent} />
          <details className="event-other">
            <summary>{t('repair.instead')}</summary>
            <EventForm loop={loop} start={start} busy={found.isFetching} onFind={setEvent} />
          </details>
        </>
      )}
      {found.isFetching && (
        <p role="status" aria-busy="true">
          {t('repair.finding')}
        </p>
      )}
      {found.error !== null && !found.isFetching && <ProblemNotice error={found.error} again={again} />}
      {event !== undefined && settled !== undefined && (
        <Answer
          key={found.dataUpdatedAt}
          organisation={organisation}
          loop={loop}
          event={event}
          repairs={settled}
          onAgain={again}
          onAccepted={onAccepted}
        />
      )}
    </>
  );
}

function ToLoop({ organisation, loop }: LoopProps): ReactNode {
  return (
    <Link to="/o/$o/loops/$id" params={{ o: organisation, id: loop.id }}>
      {t('repair.back', { name: loop.candidate.name })}
    </Link>
  );
}

type AnswerProps = LoopProps & {
  readonly event: LoopEvent;
  readonly repairs: LoopRepairs;
  readonly onAgain: () => void;
  readonly onAccepted: (repair: RepairView) => void;
};

function Answer(props: AnswerProps): ReactNode {
  const { repairs, loop, organisation, event } = props;
  const all = WISHES.flatMap((wish) => repairs.rankings[wish]);
  const [key, setKey] = useState(all[0]?.key);
  const chosen = all.find((view) => view.key === key);
  if (repairs.none !== undefined || chosen === undefined) {
    return (
      <section className="agenda-card" role="status">
        <h2>{t(isAsked(event) ? 'repair.noneAsked' : 'repair.none')}</h2>
        <p>{repairs.none}</p>
        <p>{t(isAsked(event) ? 'repair.noneAskedNext' : 'repair.noneNext')}</p>
        <ToLoop organisation={organisation} loop={loop} />
      </section>
    );
  }
  if (chosen.changed.length === 0) {
    return (
      <section className="agenda-card" role="status">
        <p>{t('repair.nothing')}</p>
        <ToLoop organisation={organisation} loop={loop} />
      </section>
    );
  }
  return (
    <>
      <Rankings repairs={repairs} chosen={key} onChoose={setKey} />
      <Chosen key={chosen.key} {...props} chosen={chosen} />
    </>
  );
}

/** Where it cannot be as somebody wishes, all stays as it is planned. */
function isAsked({ what }: LoopEvent): boolean {
  return what === 'asked' || what === 'comes';
}

function Chosen({ chosen, ...props }: AnswerProps & { chosen: RepairView }): ReactNode {
  const { loop, repairs } = props;
  const zone = loop.opening.timeZone;
  return (
    <section className="chosen" aria-label={t('repair.chosen')}>
      <Timeline
        sessions={chosen.sessions}
        before={standingElsewhere(loop.sessions, chosen)}
        rows={repairs.rows}
        timeZone={zone}
      />
      <SessionTable
        sessions={chosen.sessions}
        timeZone={zone}
        candidateZone={loop.candidate.timeZone}
        changed={chosen.changed}
      />
      <ToldList told={chosen.told} text={t('repair.tellText')} />
      <Accept {...props} chosen={chosen} />
    </section>
  );
}

/** Debriefs that only change who comes are no news on a timeline. */
function standingElsewhere(before: readonly SessionView[], { changed, sessions }: RepairView): SessionView[] {
  return before.filter(({ module, kind, start }) => {
    const now = sessions.find((session) => session.module === module);
    const moved = now === undefined || Date.parse(now.start) !== Date.parse(start);
    return changed.includes(module) && (moved || kind !== 'debrief');
  });
}

function Accept(props: AnswerProps & { chosen: RepairView }): ReactNode {
  const { organisation, loop, event, repairs, chosen, onAgain, onAccepted } = props;
  // One key for each repair shown: pressing twice, or again after a lost answer, books it once.
  const key = useRef(crypto.randomUUID());
  const accept = useChange(organisation, async () => {
    await loops.repair(organisation, loop.id, {
      acceptance: { event, sequence: repairs.sequence, plan: confirmationOf(chosen) },
      key: key.current,
    });
    // At once: what is asked for again after the change takes these repairs from the page.
    onAccepted(chosen);
  });
  return (
    <div className="savebar-place">
      {accept.error !== null && (
        <ProblemNotice error={accept.error}>
          <Button mt="xs" onClick={onAgain}>
            {t('repair.again')}
          </Button>
        </ProblemNotice>
      )}
      <div className="savebar">
        <p>{t('repair.changes', { count: chosen.changed.length, first: chosen.summary[0] ?? '' })}</p>
        <Button size="md" loading={accept.isPending} onClick={() => accept.mutate()}>
          {t('repair.accept')}
        </Button>
      </div>
    </div>
  );
}

function Done({ organisation, loop, accepted }: LoopProps & { accepted: RepairView }): ReactNode {
  const go = useNavigate();
  return (
    <section className="agenda-card" data-fresh="true" aria-live="polite">
      <h2>{t('repair.done')}</h2>
      <ToldList told={accepted.told} text={t('repair.doneText', { name: loop.candidate.name })} />
      <div className="buttons">
        <Button onClick={() => void go({ to: '/o/$o/loops/$id', params: { o: organisation, id: loop.id } })}>
          {t('repair.toLoop')}
        </Button>
      </div>
    </section>
  );
}
