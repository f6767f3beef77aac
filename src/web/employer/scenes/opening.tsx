import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { ApplicationView, OpeningView } from '#contract/opening.ts';
import { openings } from '#web/api/openings.ts';
import { Icon } from '#web/parts/icons.tsx';
import { Loaded, SceneHead } from '#web/parts/scene.tsx';
import { zoneCity } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { loopWords } from '#web/employer/find-a-day/loop-words.ts';
import { OpeningNotes } from '#web/employer/day/opening-notes.tsx';
import { History } from '#web/employer/audit/history.tsx';
import { HiringTeam } from '#web/employer/hiring-team/hiring-team.tsx';
import { HowPeopleAreTold } from '#web/employer/ledger/how-told.tsx';
import { AskTimes } from '#web/employer/self-service/ask-times.tsx';
import { briefWords } from '#web/employer/self-service/brief-words.ts';
import { LedgerWay } from '#web/employer/ledger/ledger-way.tsx';
import { CandidateDialog } from '#web/employer/candidates/candidate-dialog.tsx';
import { Superdays } from '#web/employer/superday/superday-links.tsx';
import { TrainingGaps } from '#web/employer/pools/training-gaps.tsx';
import { SeatsNeeded } from '#web/employer/template/seats-needed.tsx';
import { StartTemplate, TemplateBrief } from '#web/employer/template/template-brief.tsx';

export function OpeningScene(): ReactNode {
  const { o, id } = useParams({ from: '/o/$o/openings/$id' });
  const { edit } = useSearch({ from: '/o/$o/openings/$id' });
  const opening = useQuery({ queryKey: ['o', o, 'opening', id], queryFn: () => openings.read(o, id) });
  return <Loaded query={opening}>{(data) => <Shown organisation={o} opening={data} edit={edit} />}</Loaded>;
}

type Part = { readonly organisation: string; readonly opening: OpeningView };

function Shown({ organisation, opening, edit }: Part & { edit: string | undefined }): ReactNode {
  /** The id of an application, or `new`. */
  const [editing, setEditing] = useState(edit);
  const candidate = opening.applications.find((one) => one.id === editing);
  const hasTemplate = opening.template.modules.length > 0;
  const shapes = opening.can.includes('edit-template');
  return (
    <>
      <SceneHead
        title={opening.title}
        above={
          <Link to="/o/$o" params={{ o: organisation }}>
            {t('frame.openings')}
          </Link>
        }
        below={t('opening.below', { city: zoneCity(opening.timeZone) })}
        actions={<LedgerWay organisation={organisation} opening={opening} />}
      />
      {shapes && !hasTemplate && <StartTemplate organisation={organisation} opening={opening} />}
      {shapes && hasTemplate && <SeatsNeeded organisation={organisation} opening={opening} />}
      {hasTemplate && <TrainingGaps organisation={organisation} template={opening.template} />}
      <div className="two">
        <div>
          <Superdays organisation={organisation} opening={opening} />
          <Candidates organisation={organisation} opening={opening} onEdit={setEditing} />
        </div>
        <div>
          {hasTemplate && <TemplateBrief organisation={organisation} opening={opening} />}
          <HiringTeam organisation={organisation} opening={opening} />
          <OpeningNotes organisation={organisation} opening={opening} />
          <HowPeopleAreTold organisation={organisation} opening={opening} />
        </div>
      </div>
      {opening.can.includes('see-history') && (
        <History organisation={organisation} of={{ kind: 'opening', id: opening.id }} />
      )}
      {(candidate !== undefined || editing === 'new') && (
        <CandidateDialog
          organisation={organisation}
          opening={opening}
          {...(candidate !== undefined && { candidate })}
          onClose={() => setEditing(undefined)}
        />
      )}
    </>
  );
}

function Candidates({ organisation, opening, onEdit }: Part & { onEdit: (id: string) => void }): ReactNode {
  const empty = opening.applications.length === 0;
  const planned = opening.applications.filter((application) => application.loop !== undefined).length;
  const add = opening.can.includes('edit-candidates') && (
    <Button
      variant={opening.template.modules.length > 0 && empty ? 'filled' : 'default'}
      leftSection={<Icon name="add" />}
      onClick={() => onEdit('new')}
    >
      {t('opening.addCandidate')}
    </Button>
  );
  return (
    <section>
      <div className="section-head">
        <h2>{t('opening.candidates')}</h2>
        {!empty && (
          <span className="row-side section-side">
            {t('openings.planned', { planned, count: opening.applications.length })}
          </span>
        )}
        {!empty && add}
      </div>
      {empty ? (
        <div className="empty">
          <p>{t(add === false ? 'opening.noneToSee' : 'opening.noCandidates')}</p>
          {add}
        </div>
      ) : (
        <ul className="rows">
          {opening.applications.map((candidate) => (
            <li key={candidate.id}>
              <Candidate
                organisation={organisation}
                opening={opening}
                candidate={candidate}
                onEdit={() => onEdit(candidate.id)}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

type CandidateProps = Part & { readonly candidate: ApplicationView; readonly onEdit: () => void };

function Candidate({ organisation, opening, candidate, onEdit }: CandidateProps): ReactNode {
  const { loop } = candidate;
  const brief = briefWords(candidate, opening.timeZone);
  return (
    <div className="row">
      <div className="row-words">
        <h3 className="row-title">{candidate.name}</h3>
        <span className="row-below">
          {loop === undefined
            ? `${zoneCity(candidate.timeZone)} · ${availability(candidate)}`
            : loopWords(loop, opening.timeZone)}
        </span>
        {brief !== undefined && <span className="row-below row-news">{brief}</span>}
        {loop === undefined && opening.template.modules.length === 0 && (
          <span className="row-below">{t('opening.noTemplate')}</span>
        )}
      </div>
      <div className="row-do">
        {opening.can.includes('edit-candidates') && (
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={onEdit}
            aria-label={t('opening.edit', { name: candidate.name })}
          >
            {t('do.edit')}
          </Button>
        )}
        {opening.can.includes('give-links') && <AskTimes organisation={organisation} candidate={candidate} />}
        <NextOf organisation={organisation} opening={opening} candidate={candidate} />
      </div>
    </div>
  );
}

/** What comes next for a candidate: a template, a day, or a look at the loop. */
function NextOf({ organisation, opening, candidate }: Omit<CandidateProps, 'onEdit'>): ReactNode {
  const { loop } = candidate;
  if (loop !== undefined) {
    return (
      <Button
        size="sm"
        variant="light"
        leftSection={<Icon name="check" />}
        renderRoot={(props) => (
          <Link
            {...props}
            to="/o/$o/loops/$id"
            params={{ o: organisation, id: loop.id }}
            aria-label={t('opening.seeLoopOf', { name: candidate.name })}
          />
        )}
      >
        {t('opening.seeLoop')}
      </Button>
    );
  }
  if (!opening.can.includes('plan')) return null;
  if (opening.template.modules.length === 0) {
    return (
      <Button size="sm" disabled leftSection={<Icon name="search" />}>
        {t('find.title')}
      </Button>
    );
  }
  return (
    <Button
      size="sm"
      leftSection={<Icon name="search" />}
      renderRoot={(props) => (
        <Link
          {...props}
          to="/o/$o/candidates/$id/find"
          params={{ o: organisation, id: candidate.id }}
          search={{ opening: opening.id }}
          aria-label={t('opening.findFor', { name: candidate.name })}
        />
      )}
    >
      {t('find.title')}
    </Button>
  );
}

function availability(candidate: ApplicationView): string {
  return candidate.available.length === 0
    ? t('opening.anyTime')
    : t('opening.times', { count: candidate.available.length });
}
