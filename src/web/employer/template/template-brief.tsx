import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import type { OpeningView } from '#contract/opening.ts';
import { openings } from '#web/api/openings.ts';
import { people } from '#web/api/people.ts';
import { minutesOf, sketchOfDay } from './day-sketch.ts';
import { readyMadeTemplate } from './ready-made-template.ts';
import { DayBar } from './day-bar.tsx';
import { KindMark } from '#web/parts/kind-mark.tsx';
import { NextStep } from '#web/parts/next-step.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { durationWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';

type Part = { readonly organisation: string; readonly opening: OpeningView };

/** The template as it stands, small. */
export function TemplateBrief({ organisation, opening }: Part): ReactNode {
  const { template } = opening;
  return (
    <section className="brief">
      <div className="section-head">
        <h2>{t('template.title')}</h2>
        {opening.can.includes('edit-template') && (
          <Link to="/o/$o/openings/$id/template" params={{ o: organisation, id: opening.id }}>
            {t('template.edit')}
          </Link>
        )}
      </div>
      <DayBar
        sketch={sketchOfDay(template)}
        from={minutesOf(template.hours.from)}
        to={minutesOf(template.hours.to)}
      />
      <ol className="brief-list">
        {template.modules.map((module) => (
          <li key={module.id}>
            <span className="brief-title">{module.title}</span>
            <span className="brief-side">
              <KindMark kind={module.kind} /> {durationWords(module.minutes)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** For an opening without a template: the two ways to get one. */
export function StartTemplate({ organisation, opening }: Part): ReactNode {
  const go = useNavigate();
  const toEditor = (): void =>
    void go({ to: '/o/$o/openings/$id/template', params: { o: organisation, id: opening.id } });
  const pools = useQuery({
    queryKey: ['o', organisation, 'people'],
    queryFn: () => people.read(organisation),
  });
  const filled = (pools.data?.pools ?? []).filter((pool) => pool.people.length > 0).map((pool) => pool.name);
  const start = useChange(organisation, () =>
    openings.setTemplate(organisation, opening.id, {
      template: readyMadeTemplate(filled),
      version: opening.templateVersion,
    }),
  );
  // By the promise: by then the opening has a template, and this part of the page, with its callbacks, is gone.
  const startReady = (): void =>
    void start.mutateAsync(undefined).then(toEditor, () => {
      // The notice below shows what went wrong.
    });
  return (
    <NextStep title={t('template.startTitle')} text={t('template.startText')}>
      <Button loading={start.isPending} disabled={pools.isPending} onClick={startReady}>
        {t('template.startReady')}
      </Button>
      <Button variant="default" onClick={toEditor}>
        {t('template.startEmpty')}
      </Button>
      {start.error !== null && <ProblemNotice error={start.error} />}
    </NextStep>
  );
}
