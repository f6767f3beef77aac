import type { ReactNode } from 'react';
import { Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { people } from '#web/api/people.ts';
import { Loaded, SceneHead } from '#web/parts/scene.tsx';
import { t } from '#web/words/words.ts';
import { ImportFiles } from '#web/employer/people/import-files.tsx';
import { PeopleList } from '#web/employer/people/people-list.tsx';
import { PoolsPanel } from '#web/employer/pools/pools-panel.tsx';
import { RoomsAndWalking } from '#web/employer/people/rooms.tsx';

const TABS = ['people', 'pools', 'rooms', 'import'] as const;

export function PeopleScene(): ReactNode {
  const { o } = useParams({ from: '/o/$o/people' });
  const { show = 'people', edit } = useSearch({ from: '/o/$o/people' });
  const go = useNavigate();
  const known = useQuery({ queryKey: ['o', o, 'people'], queryFn: () => people.read(o) });
  const edits = known.data?.can.includes('edit-people') === true;
  const open = (tab: string | null): void =>
    void go({
      to: '/o/$o/people',
      params: { o },
      search: { show: TABS.find((one) => one === tab) ?? 'people' },
      replace: true,
      resetScroll: false,
    });
  return (
    <>
      <SceneHead title={t('people.title')} below={t('people.below')} />
      <Tabs value={show} onChange={open} keepMounted={false}>
        <Tabs.List aria-label={t('people.title')}>
          {TABS.filter((tab) => tab !== 'import' || edits).map((tab) => (
            <Tabs.Tab key={tab} value={tab}>
              {t(`people.tab.${tab}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Loaded query={known}>
          {(data) => (
            <>
              <Tabs.Panel value="people">
                <PeopleList organisation={o} known={data} edit={edit} toImport={() => open('import')} />
              </Tabs.Panel>
              <Tabs.Panel value="pools">
                <PoolsPanel organisation={o} known={data} toPeople={() => open('people')} />
              </Tabs.Panel>
              <Tabs.Panel value="rooms">
                <RoomsAndWalking organisation={o} known={data} />
              </Tabs.Panel>
              <Tabs.Panel value="import">
                <ImportFiles organisation={o} />
              </Tabs.Panel>
            </>
          )}
        </Loaded>
      </Tabs>
    </>
  );
}
