import { useReducer, useState, type ActionDispatch, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useBlocker, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { loopTemplateSchema } from '#contract/loop-template.ts';
import type { OpeningView } from '#contract/opening.ts';
import type { PeopleView } from '#contract/people.ts';
import type { LoopTemplate } from '#domain/template/loop-template.ts';
import { ApiProblem } from '#web/api/ask.ts';
import { openings } from '#web/api/openings.ts';
import { people } from '#web/api/people.ts';
import { minutesOf, sketchOfDay } from '#web/employer/template/day-sketch.ts';
import {
  faultsOfIssues,
  faultsOfProblem,
  NO_FAULTS,
  type FieldFaults,
} from '#web/employer/template/field-faults.ts';
import { TrainingGaps } from '#web/employer/pools/training-gaps.tsx';
import { readyMadeTemplate } from '#web/employer/template/ready-made-template.ts';
import { edited, freshModuleId, type TemplateEdit } from '#web/employer/template/template-editing.ts';
import { Icon } from '#web/parts/icons.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { Loaded, SceneHead } from '#web/parts/scene.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';
import { DayBar } from '#web/employer/template/day-bar.tsx';
import { ModuleCard } from '#web/employer/template/module-card.tsx';
import { RulesForm } from '#web/employer/template/rules-form.tsx';

export function TemplateScene(): ReactNode {
  const { o, id } = useParams({ from: '/o/$o/openings/$id/template' });
  const opening = useQuery({ queryKey: ['o', o, 'opening', id], queryFn: () => openings.read(o, id) });
  const known = useQuery({ queryKey: ['o', o, 'people'], queryFn: () => people.read(o) });
  return (
    <Loaded query={opening}>
      {(data) => (
        <Loaded query={known}>{(all) => <Editor organisation={o} opening={data} people={all} />}</Loaded>
      )}
    </Loaded>
  );
}

type Props = { readonly organisation: string; readonly opening: OpeningView; readonly people: PeopleView };

function Editor({ organisation, opening, people: known }: Props): ReactNode {
  const [template, edit] = useReducer(edited, opening.template);
  // What was read when editing began: a change by somebody else in between must be noticed, not overwritten.
  const [version] = useState(opening.templateVersion);
  const saving = useSaving({ organisation, opening, template, version });
  return (
    <>
      <SceneHead
        title={t('template.title')}
        above={<Back organisation={organisation} opening={opening} />}
        below={t('template.below')}
      />
      <div className="editor-sum">
        <DayBar
          sketch={sketchOfDay(template)}
          from={minutesOf(template.hours.from)}
          to={minutesOf(template.hours.to)}
        />
      </div>
      <TrainingGaps organisation={organisation} template={template} />
      <Sessions template={template} people={known} faults={saving.faults} edit={edit} />
      <RulesForm template={template} faults={saving.faults} edit={edit} />
      <SaveBar saving={saving} />
    </>
  );
}

type SessionsProps = {
  readonly template: LoopTemplate;
  readonly people: PeopleView;
  readonly faults: FieldFaults;
  readonly edit: ActionDispatch<[edit: TemplateEdit]>;
};

function Sessions({ template, people: known, faults, edit }: SessionsProps): ReactNode {
  const { session } = useSearch({ from: '/o/$o/openings/$id/template' });
  const [unfolded, setUnfolded] = useState(session);
  const poolNames = known.pools.map((pool) => pool.name);
  const filledPools = known.pools.filter((pool) => pool.people.length > 0).map((pool) => pool.name);
  const add = (): void => {
    const id = freshModuleId(template);
    edit({
      do: 'add',
      module: { id, title: t('template.newTitle'), kind: 'individual', minutes: 45, seats: [] },
    });
    setUnfolded(id);
  };
  return (
    <section aria-labelledby="sessions-head">
      <h2 id="sessions-head">{t('template.sessions')}</h2>
      <ol className="modules">
        {template.modules.map((module, index) => (
          <ModuleCard
            key={module.id}
            module={module}
            index={index}
            template={template}
            people={known}
            poolNames={poolNames}
            faults={faults}
            unfolded={unfolded === module.id}
            onFold={() => setUnfolded(unfolded === module.id ? undefined : module.id)}
            edit={edit}
          />
        ))}
      </ol>
      <div className="editor-add">
        <Button variant="default" leftSection={<Icon name="add" />} onClick={add}>
          {t('template.add')}
        </Button>
        {template.modules.length === 0 && (
          <Button onClick={() => edit({ do: 'replace', template: readyMadeTemplate(filledPools) })}>
            {t('template.startReady')}
          </Button>
        )}
      </div>
    </section>
  );
}

function Back({ organisation, opening }: { organisation: string; opening: OpeningView }): ReactNode {
  return (
    <Link to="/o/$o/openings/$id" params={{ o: organisation, id: opening.id }}>
      {opening.title}
    </Link>
  );
}

type Saving = {
  readonly faults: FieldFaults;
  readonly changed: boolean;
  readonly pending: boolean;
  readonly error: Error | null;
  readonly save: () => void;
};

type SavingOf = {
  readonly organisation: string;
  readonly opening: OpeningView;
  readonly template: LoopTemplate;
  readonly version: number;
};

function useSaving({ organisation, opening, template, version }: SavingOf): Saving {
  const [issues, setIssues] = useState<FieldFaults>(NO_FAULTS);
  const go = useNavigate();
  const change = useChange(organisation, (to: LoopTemplate) =>
    openings.setTemplate(organisation, opening.id, { template: to, version }),
  );
  const changed = template !== opening.template && !change.isSuccess;
  useBlocker({
    shouldBlockFn: () => changed && !change.isSuccess && !window.confirm(t('template.leave')),
    enableBeforeUnload: changed,
    disabled: !changed || change.isPending,
  });
  const save = (): void => {
    const parsed = loopTemplateSchema.safeParse(template);
    setIssues(parsed.success ? NO_FAULTS : faultsOfIssues(parsed.error.issues, template));
    if (!parsed.success) return;
    change.mutate(parsed.data, {
      onSuccess: () =>
        void go({
          to: '/o/$o/openings/$id',
          params: { o: organisation, id: opening.id },
          ignoreBlocker: true,
        }),
    });
  };
  const refused =
    change.error instanceof ApiProblem ? faultsOfProblem(change.error.document, 'template') : NO_FAULTS;
  const faults = issues.size > 0 ? issues : refused;
  return { faults, changed, pending: change.isPending, error: change.error, save };
}

function SaveBar({ saving }: { saving: Saving }): ReactNode {
  return (
    <div className="savebar-place">
      {saving.error !== null && (
        <ProblemNotice error={saving.error} reload={() => window.location.reload()} />
      )}
      <div className="savebar">
        <p aria-live="polite">
          {saving.faults.size > 0
            ? t('template.faults', { count: saving.faults.size })
            : t(saving.changed ? 'template.unsaved' : 'template.saved')}
        </p>
        <Button loading={saving.pending} disabled={!saving.changed} onClick={saving.save}>
          {t('template.save')}
        </Button>
      </div>
    </div>
  );
}
