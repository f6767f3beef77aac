/** On an opening: the way to plan several candidates together, and the superdays there are. */
import type { ReactNode } from 'react';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { LoopView } from '#contract/loop.ts';
import type { OpeningView } from '#contract/opening.ts';
import type { SuperdayList } from '#contract/superday.ts';
import { superdays } from '#web/api/loops.ts';
import { Icon } from '#web/parts/icons.tsx';
import { dayWords } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { unplannedOf } from './choosing.ts';

type Props = { readonly organisation: string; readonly opening: OpeningView };

/** Nothing where there are none, and none to plan. */
export function Superdays({ organisation, opening }: Props): ReactNode {
  const listed = useQuery({
    queryKey: ['o', organisation, 'superdays', opening.id],
    queryFn: () => superdays.list(organisation, opening.id),
  });
  const list = listed.data?.superdays ?? [];
  const several =
    opening.can.includes('plan') && opening.template.modules.length > 0 && unplannedOf(opening).length > 1;
  if (list.length === 0 && !several) return null;
  return (
    <section className="superdays">
      <div className="section-head">
        <h2>{t('superday.list')}</h2>
        {several && <PlanTogether organisation={organisation} opening={opening} />}
      </div>
      {list.length === 0 ? (
        <p>{t('superday.none')}</p>
      ) : (
        <List organisation={organisation} opening={opening} list={list} />
      )}
    </section>
  );
}

function PlanTogether({ organisation, opening }: Props): ReactNode {
  return (
    <Button
      variant="default"
      leftSection={<Icon name="people" />}
      renderRoot={(props) => (
        <Link {...props} to="/o/$o/openings/$id/superday" params={{ o: organisation, id: opening.id }} />
      )}
    >
      {t('superday.plan')}
    </Button>
  );
}

type ListProps = Props & { readonly list: SuperdayList['superdays'] };

function List({ organisation, opening, list }: ListProps): ReactNode {
  return (
    <ul className="rows">
      {list.map(({ id, start, candidates }) => {
        const day = dayWords(start, opening.timeZone);
        return (
          <li key={id}>
            <div className="row">
              <div className="row-words">
                <span className="row-title">{t('superday.listed', { day, count: candidates })}</span>
              </div>
              <div className="row-do">
                <Button
                  size="sm"
                  variant="light"
                  renderRoot={(props) => (
                    <Link
                      {...props}
                      to="/o/$o/superdays/$id"
                      params={{ o: organisation, id }}
                      aria-label={t('superday.seeBoardOf', { day })}
                    />
                  )}
                >
                  {t('superday.seeBoard')}
                </Button>
              </div>
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** On the page of a loop: the way to the superday with which it was confirmed. */
export function PartOfSuperday({ organisation, loop }: { organisation: string; loop: LoopView }): ReactNode {
  if (loop.superday === undefined) return null;
  return (
    <>
      {' · '}
      <Link to="/o/$o/superdays/$id" params={{ o: organisation, id: loop.superday }}>
        {t('superday.partOf')}
      </Link>
    </>
  );
}
