/** What people of a loop want changed: the candidate another day, an interviewer not to come. Each with the way on. */
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { LoopView } from '#contract/loop.ts';
import type { ChangeRequestView } from '#contract/changes.ts';
import { selfService } from '#web/api/self-service.ts';
import { Icon } from '#web/parts/icons.tsx';
import { t } from '#web/words/words.ts';
import { ChangesWanted } from './changes-wanted.tsx';

type Props = { readonly organisation: string; readonly loop: LoopView };

export function WantedOfLoop({ organisation, loop }: Props): ReactNode {
  const { candidate, opening } = loop;
  const state = useQuery({
    queryKey: ['o', organisation, 'self-service', candidate.id],
    queryFn: () => selfService.read(organisation, candidate.id),
  });
  const changes = (state.data?.changes ?? []).filter((change) => change.loop === loop.id);
  const declines = changes.filter(
    ({ what, person }) =>
      what === 'decline' && loop.sessions.some(({ people }) => people.some(({ id }) => id === person)),
  );
  return (
    <>
      {declines.map((decline) => (
        <Declined key={decline.id} organisation={organisation} loop={loop} decline={decline} />
      ))}
      <ChangesWanted
        organisation={organisation}
        candidate={candidate}
        zone={opening.timeZone}
        changes={changes.filter(({ what }) => what === 'another-day')}
      >
        <FindAnother organisation={organisation} loop={loop} />
      </ChangesWanted>
    </>
  );
}

type OtherDayProps = {
  readonly organisation: string;
  readonly loop: { readonly candidate: { readonly id: string }; readonly opening: { readonly id: string } };
};

/** Another day for the loop: it takes the place of this one when it is won. */
export function FindAnother({ organisation, loop }: OtherDayProps): ReactNode {
  const { candidate, opening } = loop;
  return (
    <Button
      variant="default"
      leftSection={<Icon name="search" size={16} />}
      renderRoot={(props) => (
        <Link
          {...props}
          to="/o/$o/candidates/$id/find"
          params={{ o: organisation, id: candidate.id }}
          search={{ opening: opening.id }}
        />
      )}
    >
      {t('selfService.findAnother')}
    </Button>
  );
}

type DeclinedProps = Props & { readonly decline: ChangeRequestView };

/** Somebody cannot come: the repairs are one press away. */
function Declined({ organisation, loop, decline }: DeclinedProps): ReactNode {
  const { person, reason, words } = decline;
  const session = loop.sessions.find(({ module }) => module === decline.module);
  const name = session?.people.find(({ id }) => id === person)?.name;
  if (session === undefined || name === undefined) return null;
  return (
    <div className="notice wanted" role="status">
      <Icon name="alert" />
      <div>
        <p>
          <strong>{t('selfService.declined', { name, title: session.title })}</strong>{' '}
          {reason !== undefined && t(`reasonOf.${reason}`)}
        </p>
        {words !== undefined && <blockquote>{words}</blockquote>}
        <div className="buttons">
          <Button
            leftSection={<Icon name="search" size={16} />}
            renderRoot={(props) => (
              <Link
                {...props}
                to="/o/$o/loops/$id/repair"
                params={{ o: organisation, id: loop.id }}
                search={{ module: session.module, ...(person !== undefined && { person }) }}
              />
            )}
          >
            {t('selfService.findRepairs')}
          </Button>
        </div>
      </div>
    </div>
  );
}
