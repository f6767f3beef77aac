import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { Leaving, LeavingLoop } from '#contract/leaving.ts';
import { people } from '#web/api/people.ts';
import { AcceptBar } from '#web/employer/people/accept-hand-overs.tsx';
import { HandedOverList } from '#web/employer/people/handed-over-list.tsx';
import { LeavingLoopCard } from '#web/employer/people/leaving-loop-card.tsx';
import { chosenOffer, type Accepted } from '#web/employer/people/leaving-choice.ts';
import { NamedNotice } from '#web/employer/people/named-notice.tsx';
import { Loaded, SceneHead } from '#web/parts/scene.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { t } from '#web/words/words.ts';

export function LeavingScene(): ReactNode {
  const { o, id } = useParams({ from: '/o/$o/people/$id/leave' });
  const [accepted, setAccepted] = useState<readonly Accepted[]>([]);
  const [gone, setGone] = useState<string>();
  const add = (more: readonly Accepted[], goneName: string | undefined): void => {
    setAccepted((before) => [...before, ...more]);
    if (goneName !== undefined) setGone(goneName);
  };
  if (gone !== undefined) {
    return (
      <>
        <SceneHead title={t('leaving.goneTitle', { name: gone })} above={<ToPeople organisation={o} />} />
        <section className="agenda-card" data-fresh="true" aria-live="polite">
          <p>{t(accepted.length === 0 ? 'leaving.goneQuiet' : 'leaving.gone', { name: gone })}</p>
        </section>
        <HandedOverList accepted={accepted} />
      </>
    );
  }
  return <Asking organisation={o} person={id} accepted={accepted} onAccepted={add} />;
}

type AskingProps = {
  readonly organisation: string;
  readonly person: string;
  readonly accepted: readonly Accepted[];
  readonly onAccepted: (accepted: readonly Accepted[], gone: string | undefined) => void;
};

function Asking({ organisation, person, accepted, onAccepted }: AskingProps): ReactNode {
  /** The key of the offer chosen by hand, by loop. */
  const [chosen, setChosen] = useState<ReadonlyMap<string, string>>(new Map());
  const asked = [...chosen].map(([loop, key]) => ({ loop, key }));
  const found = useQuery({
    queryKey: ['o', organisation, 'leaving', person, asked],
    queryFn: () => people.handOvers(organisation, person, { chosen: asked }),
    placeholderData: keepPreviousData,
  });
  const choose = (loop: string, key: string): void => setChosen(new Map(chosen).set(loop, key));
  return (
    <>
      {found.isPending && (
        <p role="status" aria-busy="true">
          {t('leaving.finding')}
        </p>
      )}
      <Loaded query={found}>
        {(leaving) => (
          <Shown
            key={leaving.person.version}
            organisation={organisation}
            leaving={leaving}
            busy={found.isFetching}
            accepted={accepted}
            again={() => void found.refetch()}
            onChoose={choose}
            onAccepted={onAccepted}
          />
        )}
      </Loaded>
    </>
  );
}

type ShownProps = Pick<AskingProps, 'organisation' | 'accepted' | 'onAccepted'> & {
  readonly leaving: Leaving;
  readonly busy: boolean;
  readonly again: () => void;
  readonly onChoose: (loop: string, key: string) => void;
};

function Shown({ organisation, leaving, busy, accepted, ...props }: ShownProps): ReactNode {
  const { person, loops } = leaving;
  const ready = loops.filter((loop) => chosenOffer(loop) !== undefined);
  const bar = (of: readonly LeavingLoop[], single: boolean): ReactNode => (
    <AcceptBar
      organisation={organisation}
      leaving={leaving}
      loops={of}
      single={single}
      busy={busy}
      again={props.again}
      onAccepted={props.onAccepted}
    />
  );
  return (
    <>
      <SceneHead
        title={t('leaving.title', { name: person.name })}
        above={<ToPeople organisation={organisation} />}
        below={t('leaving.below', { name: person.name })}
      />
      <HandedOverList accepted={accepted} />
      <NamedNotice organisation={organisation} person={person} />
      {loops.length === 0 ? (
        <Free organisation={organisation} person={person} onAccepted={props.onAccepted} />
      ) : (
        <ul className="leaving-loops" aria-busy={busy}>
          {loops.map((loop) => (
            <LeavingLoopCard
              key={loop.loop}
              organisation={organisation}
              loop={loop}
              onChoose={(key) => props.onChoose(loop.loop, key)}
            >
              {loops.length > 1 && chosenOffer(loop) !== undefined && bar([loop], true)}
            </LeavingLoopCard>
          ))}
        </ul>
      )}
      {ready.length > 0 && bar(ready, false)}
    </>
  );
}

type FreeProps = Pick<AskingProps, 'organisation' | 'onAccepted'> & { readonly person: Leaving['person'] };

/** Nothing stands in the way. */
function Free({ organisation, person, onAccepted }: FreeProps): ReactNode {
  const { id, name } = person;
  const remove = useChange(organisation, async () => {
    await people.remove(organisation, id);
    // At once: what is asked for again after the change would not find the person.
    onAccepted([], name);
  });
  return (
    <section className="agenda-card">
      <h2>{t('leaving.noneLeft')}</h2>
      <p>{t('leaving.noneLeftText', { name })}</p>
      {remove.error !== null && <ProblemNotice error={remove.error} />}
      <div className="buttons">
        <Button className="danger" loading={remove.isPending} onClick={() => remove.mutate(undefined)}>
          {t('leaving.remove', { name })}
        </Button>
      </div>
    </section>
  );
}

function ToPeople({ organisation }: { organisation: string }): ReactNode {
  return (
    <Link to="/o/$o/people" params={{ o: organisation }} search={{}}>
      {t('leaving.back')}
    </Link>
  );
}
