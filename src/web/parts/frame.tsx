/** What stands around every scene: skip link, header, the scene itself, footer. */
import { useEffect, useRef, type ReactNode, type RefObject } from 'react';
import { Link, useLocation } from '@tanstack/react-router';
import { t } from '#web/words/words.ts';
import { isLocalPage } from './copy-field.tsx';
import { AccountWay } from './account-way.tsx';
import { SchemeSwitch } from './scheme-switch.tsx';
import { useOrganisation, useRights } from './use-rights.ts';
import { useWho } from './use-who.ts';

export function Wordmark(): ReactNode {
  return (
    <>
      <svg className="mark" viewBox="0 0 34 22" aria-hidden="true" focusable="false">
        <circle cx="11.5" cy="11" r="8.5" />
        <circle className="mark-second" cx="22.5" cy="11" r="8.5" />
      </svg>
      {t('frame.product')}
    </>
  );
}

/** Whoever goes to another scene by keyboard or with a screen reader begins at its start. */
function useFocusOnSceneChange(): RefObject<HTMLElement | null> {
  const scene = useRef<HTMLElement>(null);
  const path = useLocation({ select: (location) => location.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== path) scene.current?.focus({ preventScroll: true });
    before.current = path;
  }, [path]);
  return scene;
}

type FrameProps = {
  readonly organisation?: string;
  /** Who can reach this server, in the server's own words. */
  readonly notice?: string | undefined;
  readonly children: ReactNode;
};

/** The frame of everything but the candidate's pages. `organisation` adds its name and the ways through it. */
export function Frame({ organisation, notice, children }: FrameProps): ReactNode {
  const scene = useFocusOnSceneChange();
  const who = useWho().data;
  const accounts = who !== undefined && who.kind !== 'computer';
  return (
    <>
      <a className="skip" href="#scene">
        {t('frame.skip')}
      </a>
      <header className="top">
        <div className="top-row">
          <Link className="wordmark" to="/">
            <Wordmark />
          </Link>
          {organisation !== undefined && <Ways organisation={organisation} />}
          <SchemeSwitch />
          <AccountWay />
        </div>
        {organisation !== undefined && <SampleBanner organisation={organisation} />}
        {who?.kind === 'member' && who.needsFactor && <FactorBar />}
      </header>
      <main id="scene" tabIndex={-1} ref={scene}>
        {children}
      </main>
      <footer className="bottom">{notice ?? reachWords(accounts)}</footer>
    </>
  );
}

/** Who can reach this server, as far as the page's own address tells. */
function reachWords(accounts: boolean): string {
  if (!isLocalPage()) return t('frame.membersOnly');
  return t(accounts ? 'frame.localMembers' : 'frame.local');
}

function Ways({ organisation }: { organisation: string }): ReactNode {
  const name = useOrganisation(organisation)?.name;
  const place = useLocation({ select: (location) => location.pathname.split('/')[3] ?? '' });
  const { manages, plans, seesRecord } = useRights(organisation);
  const here = (active: boolean): object => ({ 'data-here': active });
  return (
    <nav className="ways" aria-label={t('frame.ways')}>
      {name !== undefined && <span className="ways-name">{name}</span>}
      <Link
        to="/o/$o"
        params={{ o: organisation }}
        className="way"
        {...here(!['day', 'people', 'members', 'sign-in', 'audit', 'attention', 'ledger'].includes(place))}
      >
        {t('frame.openings')}
      </Link>
      <Link
        to="/o/$o/day"
        params={{ o: organisation }}
        search={{}}
        className="way"
        {...here(place === 'day')}
      >
        {t('day.way')}
      </Link>
      <Link
        to="/o/$o/people"
        params={{ o: organisation }}
        search={{}}
        className="way"
        {...here(place === 'people')}
      >
        {t('frame.people')}
      </Link>
      {plans && <PlannersWays organisation={organisation} place={place} />}
      {manages && (
        <Link
          to="/o/$o/members"
          params={{ o: organisation }}
          className="way"
          {...here(['members', 'sign-in'].includes(place))}
        >
          {t('frame.members')}
        </Link>
      )}
      {seesRecord && (
        <Link
          to="/o/$o/audit"
          params={{ o: organisation }}
          search={{}}
          className="way"
          {...here(place === 'audit')}
        >
          {t('frame.audit')}
        </Link>
      )}
    </nav>
  );
}

type PlannersProps = { readonly organisation: string; readonly place: string };

function PlannersWays({ organisation, place }: PlannersProps): ReactNode {
  return (
    <>
      <Link
        to="/o/$o/attention"
        params={{ o: organisation }}
        className="way"
        data-here={place === 'attention'}
      >
        {t('attention.title')}
      </Link>
      <Link
        to="/o/$o/ledger"
        params={{ o: organisation }}
        search={{}}
        className="way"
        data-here={place === 'ledger'}
      >
        {t('frame.ledger')}
      </Link>
    </>
  );
}

/** Until then an administrator wonders where things are gone. */
function FactorBar(): ReactNode {
  return (
    <div className="sample" role="note">
      <span>{t('factor.bar')}</span>
      <Link to="/account" hash="second-factor">
        {t('factor.barDo')}
      </Link>
    </div>
  );
}

function SampleBanner({ organisation }: { organisation: string }): ReactNode {
  if (useOrganisation(organisation)?.sample !== true) return null;
  return (
    <div className="sample" role="note">
      <span>
        <strong>{t('frame.sampleTitle')}</strong> {t('frame.sample')}
      </span>
      <Link to="/">{t('frame.startOwn')}</Link>
    </div>
  );
}
