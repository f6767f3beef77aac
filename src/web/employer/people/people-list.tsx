import { useState, type ReactNode } from 'react';
import { Button } from '@mantine/core';
import type { CalendarView, PeopleView, PersonSeen } from '#contract/people.ts';
import { StandingSign } from '#web/employer/calendars/standing-sign.tsx';
import { hoursLine } from './hours-line.ts';
import { Icon } from '#web/parts/icons.tsx';
import { NextStep } from '#web/parts/next-step.tsx';
import { zoneCity } from '#web/time-words.ts';
import { t } from '#web/words/words.ts';
import { PersonDrawer } from './person-drawer.tsx';

type Props = {
  readonly organisation: string;
  readonly known: PeopleView;
  readonly edit: string | undefined;
  readonly toImport: () => void;
};

export function PeopleList({ organisation, known, edit, toImport }: Props): ReactNode {
  const [shown, setShown] = useState(edit);
  const person = known.people.find((one) => one.id === shown);
  const edits = known.can.includes('edit-people');
  const add = edits && (
    <Button leftSection={<Icon name="add" />} onClick={() => setShown('new')}>
      {t('people.add')}
    </Button>
  );
  return (
    <>
      {known.people.length === 0 ? (
        <NobodyYet edits={edits} toImport={toImport} toNew={() => setShown('new')} />
      ) : (
        <>
          <div className="section-head">
            <p className="panel-text">{t('people.count', { count: known.people.length })}</p>
            {add}
          </div>
          <ul className="rows">
            {known.people.map((one) => (
              <PersonRow key={one.id} person={one} edits={edits} onOpen={() => setShown(one.id)} />
            ))}
          </ul>
        </>
      )}
      {(person !== undefined || (shown === 'new' && edits)) && (
        <PersonDrawer
          key={shown}
          organisation={organisation}
          edits={edits}
          poolNames={known.pools.map((pool) => pool.name)}
          {...(person !== undefined && { person })}
          onClose={() => setShown(undefined)}
        />
      )}
    </>
  );
}

type NobodyProps = { readonly edits: boolean; readonly toImport: () => void; readonly toNew: () => void };

function NobodyYet({ edits, toImport, toNew }: NobodyProps): ReactNode {
  if (!edits) return <p className="empty">{t('people.count', { count: 0 })}</p>;
  return (
    <NextStep title={t('people.noneTitle')} text={t('people.none')}>
      <Button onClick={toImport}>{t('people.tab.import')}</Button>
      <Button variant="default" onClick={toNew}>
        {t('people.add')}
      </Button>
    </NextStep>
  );
}

type RowProps = { readonly person: PersonSeen; readonly edits: boolean; readonly onOpen: () => void };

/** Whoever may not edit people may still bring their own calendar; the feed is shown to nobody else. */
function PersonRow({ person, edits, onOpen }: RowProps): ReactNode {
  return (
    <li className="row person">
      <div className="row-words">
        <h2 className="row-title">
          {person.name}
          {person.outside === true && <span className="member-mark">{t('person.outsideMark')}</span>}
        </h2>
        <span className="row-below">{person.title ?? person.email ?? ''}</span>
      </div>
      <div className="person-fact">
        <span>{zoneCity(person.timeZone)}</span>
        <span className="row-below">{hoursLine(person.works)}</span>
      </div>
      <div className="person-fact">
        <span className="pools">
          {person.pools.map((pool) => (
            <span key={pool} className="pool">
              {pool}
            </span>
          ))}
        </span>
      </div>
      <div className="person-fact">
        <CalendarWords person={person} />
      </div>
      {(edits || person.feed !== undefined) && (
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={onOpen}
          aria-label={t(edits ? 'people.open' : 'people.openCalendar', { name: person.name })}
        >
          {t(edits ? 'do.edit' : 'people.calendar')}
        </Button>
      )}
    </li>
  );
}

/** All of a person's calendars in one word: the one that stands worst is the one to look at. */
function CalendarWords({ person: { calendars } }: { person: PersonSeen }): ReactNode {
  const worst = ['failed', 'questioned', 'stale'].flatMap((standing) =>
    calendars.filter((calendar) => calendar.standing === standing),
  )[0];
  if (calendars.length === 0) {
    return (
      <>
        <span className="state" data-state="unknown">
          {t('people.noCalendar')}
        </span>
        <span className="row-below">{t('people.countsAsFree')}</span>
      </>
    );
  }
  const sum = (of: (calendar: CalendarView) => number): number =>
    calendars.reduce((total, calendar) => total + of(calendar), 0);
  const skipped = sum((calendar) => calendar.skipped.length);
  return (
    <>
      <span className="state" data-state="known">
        {t('people.busyBlocks', { count: sum(({ busyBlocks }) => busyBlocks) })}
      </span>
      {worst !== undefined && <StandingSign standing={worst.standing} />}
      {skipped > 0 && <span className="row-below">{t('people.skipped', { count: skipped })}</span>}
    </>
  );
}
