import { useEffect, useRef, useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { Alternative, DaySearchResult } from '#contract/day-search.ts';
import type { Taken } from '#contract/problem.ts';
import { ApiProblem, candidates } from '#web/api.ts';
import { confirmationOf, debriefOf, differencesFrom, waitingOf, wholeOf, withCandidate } from './choosing.ts';
import { Icon } from '#web/parts/icons.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { SessionTable } from '#web/parts/session-table.tsx';
import { Timeline } from '#web/parts/timeline.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { byDate } from '#web/parts/timeline-geometry.ts';
import {
  dayWords,
  durationWords,
  hoursWords,
  sameClock,
  shortDay,
  spanWords,
  timeWords,
  zoneCity,
} from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import type { FindingProps } from './finding-props.ts';

type Props = FindingProps & { readonly result: DaySearchResult; readonly onSearchAgain: () => void };

export function Alternatives(props: Props): ReactNode {
  const { result, opening, candidate } = props;
  const [key, setKey] = useState(result.alternatives[0]?.key);
  const chosen = result.alternatives.find((alternative) => alternative.key === key);
  const heading = useRef<HTMLLegendElement>(null);
  // The button that was pressed is disabled while the search runs, and loses the focus.
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <fieldset className="choices">
        <legend className="section-title" tabIndex={-1} ref={heading}>
          {t('find.found', { count: result.alternatives.length })}
        </legend>
        <div className="choices-row">
          {result.alternatives.map((alternative) => (
            <Choice
              key={alternative.key}
              {...props}
              alternative={alternative}
              first={result.alternatives[0] ?? alternative}
              chosen={alternative.key === key}
              onChoose={() => setKey(alternative.key)}
            />
          ))}
        </div>
        {result.proven && <p className="field-help">{t('find.proven')}</p>}
      </fieldset>
      <Uncounted result={result} />
      {chosen !== undefined && (
        <section className="chosen" aria-label={t('find.chosen')}>
          <Timeline sessions={chosen.sessions} rows={result.rows} timeZone={opening.timeZone} />
          <SessionTable
            sessions={chosen.sessions}
            timeZone={opening.timeZone}
            candidateZone={candidate.timeZone}
          />
        </section>
      )}
      {chosen !== undefined && <Confirm key={chosen.key} {...props} alternative={chosen} />}
    </>
  );
}

type ChoiceProps = FindingProps & {
  readonly alternative: Alternative;
  readonly first: Alternative;
  readonly chosen: boolean;
  readonly onChoose: () => void;
};

function Choice({ alternative, first, chosen, onChoose, opening, candidate }: ChoiceProps): ReactNode {
  const whole = wholeOf(alternative.sessions);
  if (whole === undefined) return null;
  const zone = opening.timeZone;
  const days = byDate(withCandidate(alternative.sessions), zone).length;
  const waiting = waitingOf(alternative, zone);
  const debrief = debriefOf(alternative.sessions);
  return (
    <label className="choice" data-chosen={chosen}>
      <input type="radio" name="alternative" checked={chosen} onChange={onChoose} />
      <span className="choice-day">{dayWords(whole.start, zone)}</span>
      <span className="choice-hours">
        {days === 1 ? hoursWords(whole, zone) : t('find.overDays', { count: days })}
      </span>
      {!sameClock(whole.start, zone, candidate.timeZone) && days === 1 && (
        <span className="choice-other">
          {t('find.forCandidate', {
            hours: hoursWords(whole, candidate.timeZone),
            city: zoneCity(candidate.timeZone),
          })}
        </span>
      )}
      <span className="choice-wait">
        {waiting === 0 ? t('find.noWaiting') : t('find.waiting', { duration: durationWords(waiting) })}
      </span>
      {debrief !== undefined && (
        <span className="choice-wait">
          {t('find.debrief', { day: shortDay(debrief.start, zone), time: timeWords(debrief.start, zone) })}
        </span>
      )}
      <Standing alternative={alternative} first={first} />
    </label>
  );
}

/** How an alternative stands to the first: the best, as good with other people, or worse in what. */
function Standing({ alternative, first }: { alternative: Alternative; first: Alternative }): ReactNode {
  if (alternative === first) return <span className="choice-best">{t('find.best')}</span>;
  const differences = differencesFrom(first, alternative).map((difference) => t(`find.other.${difference}`));
  const words = alternative.worse.length > 0 ? alternative.worse : [t('find.asGood'), ...differences];
  return (
    <span className="choice-worse">
      {words.map((line) => (
        <span key={line}>{line}</span>
      ))}
    </span>
  );
}

function Uncounted({ result }: { result: DaySearchResult }): ReactNode {
  if (result.uncounted.length === 0) return null;
  const names = result.uncounted;
  return (
    <p className="notice">
      <Icon name="alert" /> {t('find.uncounted', { count: names.length, names: names.join(', ') })}
    </p>
  );
}

type ConfirmProps = Props & { readonly alternative: Alternative };

function Confirm({ organisation, opening, candidate, alternative, onSearchAgain }: ConfirmProps): ReactNode {
  const go = useNavigate();
  const client = useQueryClient();
  // One key for each alternative shown: pressing twice, or again after a lost answer, stores one loop.
  const key = useRef(crypto.randomUUID());
  const confirm = useChange(organisation, () =>
    candidates.confirm(organisation, candidate.id, { plan: confirmationOf(alternative), key: key.current }),
  );
  const toLoop = (id: string): void =>
    void go({ to: '/o/$o/loops/$id', params: { o: organisation, id }, search: { fresh: true } });
  const store = (): void =>
    confirm.mutate(undefined, {
      onSuccess: (loop) => toLoop(loop.id),
      // Somebody else may have planned this candidate: what is shown of them must be asked for again.
      onError: () => void client.invalidateQueries({ queryKey: ['o', organisation] }),
    });
  const whole = wholeOf(alternative.sessions);
  return (
    <div className="savebar-place">
      {confirm.error !== null && (
        <ProblemNotice error={confirm.error}>
          {confirm.error instanceof ApiProblem && (
            <Refused
              problem={confirm.error}
              organisation={organisation}
              opening={opening}
              candidate={candidate}
              onSearchAgain={onSearchAgain}
            />
          )}
        </ProblemNotice>
      )}
      <div className="savebar">
        <p>{whole !== undefined && spanWords(whole, opening.timeZone)}</p>
        <Button size="md" loading={confirm.isPending} onClick={store}>
          {t('find.confirm', { name: candidate.name })}
        </Button>
      </div>
    </div>
  );
}

type RefusedProps = FindingProps & { readonly problem: ApiProblem; readonly onSearchAgain: () => void };

/** What to do about the refusal: look at the loop there is already, or search again. */
function Refused({ problem, organisation, opening, candidate, onSearchAgain }: RefusedProps): ReactNode {
  if (problem.document.code === 'in-use') {
    if (candidate.loop === undefined) return null;
    return (
      <Link to="/o/$o/loops/$id" params={{ o: organisation, id: candidate.loop.id }}>
        {t('opening.seeLoopOf', { name: candidate.name })}
      </Link>
    );
  }
  return (
    <>
      <TakenList taken={problem.document.taken ?? []} timeZone={opening.timeZone} />
      <Button mt="xs" onClick={onSearchAgain}>
        {t('find.searchAgain')}
      </Button>
    </>
  );
}

function TakenList({ taken, timeZone }: { taken: readonly Taken[]; timeZone: string }): ReactNode {
  if (taken.length === 0) return null;
  return (
    <ul>
      {taken.map((one) => (
        <li key={`${one.who} ${one.start}`}>
          {t('find.taken', { who: one.who, when: spanWords(one, timeZone), by: one.by })}
        </li>
      ))}
    </ul>
  );
}
