import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { OpeningView } from '#contract/opening.ts';
import type { SuperdaySearch } from '#contract/superday.ts';
import { superdays } from '#web/api/loops.ts';
import { openings } from '#web/api/openings.ts';
import { NextStep } from '#web/parts/next-step.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { Loaded, SceneHead } from '#web/parts/scene.tsx';
import { zoneCity } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { Choose, type Choosing } from '#web/employer/superday/choose.tsx';
import { firstChoice, unplannedOf } from '#web/employer/superday/choosing.ts';
import { PlanShown } from '#web/employer/superday/plan-shown.tsx';
import { useSearch } from '#web/employer/find-a-day/use-search.ts';
import { Searching } from '#web/employer/superday/searching.tsx';

export function SuperdayPlanScene(): ReactNode {
  const { o, id } = useParams({ from: '/o/$o/openings/$id/superday' });
  const opening = useQuery({ queryKey: ['o', o, 'opening', id], queryFn: () => openings.read(o, id) });
  return <Loaded query={opening}>{(data) => <Planning organisation={o} opening={data} />}</Loaded>;
}

type Props = { readonly organisation: string; readonly opening: OpeningView };

function Planning({ organisation, opening }: Props): ReactNode {
  const unplanned = unplannedOf(opening);
  const [choosing, setChoosing] = useState<Choosing>(() => ({
    candidates: new Set(unplanned.map(({ id }) => id)),
    days: [firstChoice(new Date().toISOString(), opening)],
  }));
  const searching = useSearch(organisation, (asked: SuperdaySearch, heard) =>
    superdays.search(organisation, opening.id, { asked, ...heard }),
  );
  const { search } = searching;
  const there = new Set(unplanned.map(({ id }) => id));
  const candidates = [...choosing.candidates].filter((id) => there.has(id));
  const start = (): void => search.mutate({ candidates, days: choosing.days });
  return (
    <>
      <SceneHead
        title={t('superday.title')}
        above={
          <Link to="/o/$o/openings/$id" params={{ o: organisation, id: opening.id }}>
            {opening.title}
          </Link>
        }
        below={t('superday.below', { city: zoneCity(opening.timeZone) })}
      />
      {unplanned.length === 0 && search.data === undefined ? (
        <Nobody organisation={organisation} opening={opening} />
      ) : (
        <Choose
          unplanned={unplanned}
          choosing={choosing}
          onChoose={setChoosing}
          searching={search.isPending}
          onSearch={start}
        />
      )}
      <Searching searching={searching} candidates={candidates.length} />
      {search.error !== null && <ProblemNotice error={search.error} again={start} />}
      {search.data !== undefined && (
        <PlanShown
          key={search.submittedAt}
          organisation={organisation}
          opening={opening}
          plan={search.data}
          onSearchAgain={start}
        />
      )}
    </>
  );
}

function Nobody({ organisation, opening }: Props): ReactNode {
  const none = opening.applications.length === 0;
  return (
    <NextStep
      title={t(none ? 'openings.noCandidates' : 'superday.nobody')}
      text={t(none ? 'opening.noCandidates' : 'superday.nobodyText')}
    >
      <Button
        renderRoot={(props) => (
          <Link {...props} to="/o/$o/openings/$id" params={{ o: organisation, id: opening.id }} />
        )}
      >
        {t('superday.toOpening')}
      </Button>
    </NextStep>
  );
}
