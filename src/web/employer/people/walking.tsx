import { useState, type ReactNode } from 'react';
import { ActionIcon, Autocomplete, Button } from '@mantine/core';
import type { PeopleView } from '#contract/people.ts';
import type { Walk } from '#domain/planning/loop-problem.ts';
import { people } from '#web/api/people.ts';
import { Icon } from '#web/parts/icons.tsx';
import { ProblemNotice } from '#web/parts/problem-notice.tsx';
import { useChange } from '#web/parts/use-change.ts';
import { NumberField } from '#web/parts/number-field.tsx';
import { t } from '#web/words/words.ts';

type Props = { readonly organisation: string; readonly known: PeopleView };

/** Minutes between sites, edited as one list. */
export function Walking({ organisation, known }: Props): ReactNode {
  const [edited, setEdited] = useState<readonly Walk[]>();
  const walking = edited ?? known.walking;
  const sites = [...new Set(known.rooms.flatMap((room) => room.site ?? []))].sort();
  const save = useChange(organisation, (to: readonly Walk[]) =>
    people.setWalking(organisation, { walking: to }),
  );
  const set = (index: number, walk: Walk): void => setEdited(walking.toSpliced(index, 1, walk));
  const add = (): void => setEdited([...walking, { sites: [sites[0] ?? '', sites[1] ?? ''], minutes: 10 }]);
  return (
    <section>
      <div className="section-head">
        <h2>{t('walking.title')}</h2>
        <Button variant="default" leftSection={<Icon name="add" />} onClick={add}>
          {t('walking.add')}
        </Button>
      </div>
      <p className="field-help">{t('walking.help')}</p>
      {walking.map((walk, index) => (
        <WalkRow
          key={index}
          number={index + 1}
          walk={walk}
          sites={sites}
          onChange={(to) => set(index, to)}
          onRemove={() => setEdited(walking.toSpliced(index, 1))}
        />
      ))}
      {save.error !== null && <ProblemNotice error={save.error} />}
      {edited !== undefined && (
        <Button
          loading={save.isPending}
          onClick={() => save.mutate(edited, { onSuccess: () => setEdited(undefined) })}
        >
          {t('walking.save')}
        </Button>
      )}
    </section>
  );
}

/** The same to read. */
export function Walks({ known }: Pick<Props, 'known'>): ReactNode {
  return (
    <section>
      <div className="section-head">
        <h2>{t('walking.title')}</h2>
      </div>
      <p className="field-help">{t('walking.help')}</p>
      <ul className="rows">
        {known.walking.map(({ sites: [from, to], minutes }) => (
          <li key={`${from} ${to}`} className="row">
            {t('walking.walk', { from, to, count: minutes })}
          </li>
        ))}
      </ul>
    </section>
  );
}

type RowProps = {
  readonly number: number;
  readonly walk: Walk;
  readonly sites: readonly string[];
  readonly onChange: (walk: Walk) => void;
  readonly onRemove: () => void;
};

function WalkRow({ number, walk, sites, onChange, onRemove }: RowProps): ReactNode {
  const [from, to] = walk.sites;
  return (
    <div className="walk" role="group" aria-label={t('walking.numbered', { number })}>
      <Autocomplete
        label={t('walking.from')}
        data={[...sites]}
        value={from}
        onChange={(site) => onChange({ ...walk, sites: [site, to] })}
      />
      <Autocomplete
        label={t('walking.to')}
        data={[...sites]}
        value={to}
        onChange={(site) => onChange({ ...walk, sites: [from, site] })}
      />
      <NumberField
        label={t('walking.minutes')}
        value={walk.minutes}
        min={0}
        max={480}
        onChange={(minutes) => onChange({ ...walk, minutes: minutes ?? 0 })}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t('walking.remove', { number })}
        onClick={onRemove}
      >
        <Icon name="remove" />
      </ActionIcon>
    </div>
  );
}
