/** Which scene stands at which path. Scenes are loaded when they are first gone to. */
import type { ReactNode } from 'react';
import { createRoute, createRouter, lazyRouteComponent, Outlet } from '@tanstack/react-router';
import { questionFrom } from '#web/employer/audit/looking-for.ts';
import { repairFrom, type RepairSearch } from '#web/employer/repair/event-draft.ts';
import { proposalFrom, type ProposalSearch } from '#web/employer/repair/proposal.ts';
import { Frame } from '#web/parts/frame.tsx';
import { Broken } from '#web/parts/lost.tsx';
import { linkRoutes } from './link-routes.ts';
import { root } from './root-route.ts';
import { freshly, textOf } from './search-parts.ts';

const welcome = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('#web/employer/scenes/welcome.tsx'), 'WelcomeScene'),
});

const organisation = createRoute({ getParentRoute: () => root, path: '/o/$o', component: InOrganisation });

const openings = createRoute({
  getParentRoute: () => organisation,
  path: '/',
  component: lazyRouteComponent(() => import('#web/employer/scenes/openings.tsx'), 'OpeningsScene'),
});

const PEOPLE_TABS = ['people', 'pools', 'rooms', 'import'] as const;
type PeopleTab = (typeof PEOPLE_TABS)[number];

const people = createRoute({
  getParentRoute: () => organisation,
  path: '/people',
  validateSearch: (search: Record<string, unknown>): { show?: PeopleTab; edit?: string } => {
    const show = PEOPLE_TABS.find((tab) => tab === search['show']);
    return { ...(show !== undefined && { show }), ...textOf(search, 'edit') };
  },
  component: lazyRouteComponent(() => import('#web/employer/scenes/people.tsx'), 'PeopleScene'),
});

const leaving = createRoute({
  getParentRoute: () => organisation,
  path: '/people/$id/leave',
  component: lazyRouteComponent(() => import('#web/employer/scenes/leaving.tsx'), 'LeavingScene'),
});

const week = createRoute({
  getParentRoute: () => organisation,
  path: '/people/$id/week',
  validateSearch: (search: Record<string, unknown>): { date?: string } => textOf(search, 'date'),
  component: lazyRouteComponent(() => import('#web/employer/scenes/week.tsx'), 'WeekScene'),
});

const day = createRoute({
  getParentRoute: () => organisation,
  path: '/day',
  validateSearch: (search: Record<string, unknown>): { date?: string; show?: 'mine' } => ({
    ...textOf(search, 'date'),
    ...(search['show'] === 'mine' && { show: 'mine' as const }),
  }),
  component: lazyRouteComponent(() => import('#web/employer/scenes/day.tsx'), 'DayScene'),
});

const attention = createRoute({
  getParentRoute: () => organisation,
  path: '/attention',
  component: lazyRouteComponent(() => import('#web/employer/scenes/attention.tsx'), 'AttentionScene'),
});

const opening = createRoute({
  getParentRoute: () => organisation,
  path: '/openings/$id',
  validateSearch: (search: Record<string, unknown>): { edit?: string } => textOf(search, 'edit'),
  component: lazyRouteComponent(() => import('#web/employer/scenes/opening.tsx'), 'OpeningScene'),
});

const template = createRoute({
  getParentRoute: () => organisation,
  path: '/openings/$id/template',
  validateSearch: (search: Record<string, unknown>): { session?: string } => textOf(search, 'session'),
  component: lazyRouteComponent(() => import('#web/employer/scenes/template.tsx'), 'TemplateScene'),
});

const find = createRoute({
  getParentRoute: () => organisation,
  path: '/candidates/$id/find',
  validateSearch: (search: Record<string, unknown>): { opening?: string } => textOf(search, 'opening'),
  component: lazyRouteComponent(() => import('#web/employer/scenes/find-a-day.tsx'), 'FindADayScene'),
});

const loop = createRoute({
  getParentRoute: () => organisation,
  path: '/loops/$id',
  validateSearch: freshly,
  component: lazyRouteComponent(() => import('#web/employer/scenes/loop.tsx'), 'LoopScene'),
});

const ledger = createRoute({
  getParentRoute: () => organisation,
  path: '/ledger',
  validateSearch: (search: Record<string, unknown>): { opening?: string } => textOf(search, 'opening'),
  component: lazyRouteComponent(() => import('#web/employer/scenes/ledger.tsx'), 'LedgerScene'),
});

const mail = createRoute({
  getParentRoute: () => organisation,
  path: '/mail',
  component: lazyRouteComponent(() => import('#web/employer/scenes/mail.tsx'), 'MailScene'),
});

const loopLedger = createRoute({
  getParentRoute: () => organisation,
  path: '/loops/$id/ledger',
  component: lazyRouteComponent(() => import('#web/employer/scenes/loop-ledger.tsx'), 'LoopLedgerScene'),
});

const superdayPlan = createRoute({
  getParentRoute: () => organisation,
  path: '/openings/$id/superday',
  component: lazyRouteComponent(() => import('#web/employer/scenes/superday-plan.tsx'), 'SuperdayPlanScene'),
});

const superday = createRoute({
  getParentRoute: () => organisation,
  path: '/superdays/$id',
  validateSearch: freshly,
  component: lazyRouteComponent(() => import('#web/employer/scenes/superday.tsx'), 'SuperdayScene'),
});

const repair = createRoute({
  getParentRoute: () => organisation,
  path: '/loops/$id/repair',
  validateSearch: (search: Record<string, unknown>): RepairSearch & ProposalSearch => ({
    ...repairFrom(search),
    ...proposalFrom(search),
  }),
  component: lazyRouteComponent(() => import('#web/employer/scenes/repair.tsx'), 'RepairScene'),
});

const members = createRoute({
  getParentRoute: () => organisation,
  path: '/members',
  component: lazyRouteComponent(() => import('#web/employer/scenes/members.tsx'), 'MembersScene'),
});

const signInSettings = createRoute({
  getParentRoute: () => organisation,
  path: '/sign-in',
  component: lazyRouteComponent(
    () => import('#web/employer/scenes/sign-in-settings.tsx'),
    'SignInSettingsScene',
  ),
});

const signInBack = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/back/$o',
  component: lazyRouteComponent(() => import('#web/account/scenes/sign-in-back.tsx'), 'SignInBackScene'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { next?: string; with?: string } => ({
    ...textOf(search, 'next'),
    ...textOf(search, 'with'),
  }),
  component: lazyRouteComponent(() => import('#web/account/scenes/sign-in.tsx'), 'SignInScene'),
});

const secondFactor = createRoute({
  getParentRoute: () => root,
  path: '/second-factor',
  validateSearch: (search: Record<string, unknown>): { next?: string } => textOf(search, 'next'),
  component: lazyRouteComponent(() => import('#web/account/scenes/second-factor.tsx'), 'SecondFactorScene'),
});

const signInByMail = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/mail',
  validateSearch: (search: Record<string, unknown>): { next?: string } => textOf(search, 'next'),
  component: lazyRouteComponent(() => import('#web/account/scenes/sign-in-by-mail.tsx'), 'SignInByMailScene'),
});

const signInLink = createRoute({
  getParentRoute: () => root,
  path: '/sign-in/link',
  component: lazyRouteComponent(() => import('#web/account/scenes/sign-in-by-mail.tsx'), 'SignInLinkScene'),
});

const newPassword = createRoute({
  getParentRoute: () => root,
  path: '/new-password',
  component: lazyRouteComponent(() => import('#web/account/scenes/new-password.tsx'), 'NewPasswordScene'),
});

const newPasswordLink = createRoute({
  getParentRoute: () => root,
  path: '/new-password/link',
  component: lazyRouteComponent(() => import('#web/account/scenes/new-password.tsx'), 'NewPasswordLinkScene'),
});

const setUp = createRoute({
  getParentRoute: () => root,
  path: '/set-up',
  component: lazyRouteComponent(() => import('#web/account/scenes/set-up.tsx'), 'SetUpScene'),
});

const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(() => import('#web/account/scenes/invitation.tsx'), 'InvitationScene'),
});

const myAccount = createRoute({
  getParentRoute: () => root,
  path: '/account',
  validateSearch: (search: Record<string, unknown>): { next?: string } => textOf(search, 'next'),
  component: lazyRouteComponent(() => import('#web/account/scenes/my-account.tsx'), 'MyAccountScene'),
});

const audit = createRoute({
  getParentRoute: () => organisation,
  path: '/audit',
  validateSearch: questionFrom,
  component: lazyRouteComponent(() => import('#web/employer/scenes/what-happened.tsx'), 'WhatHappenedScene'),
});

function InOrganisation(): ReactNode {
  return (
    <Frame organisation={organisation.useParams().o}>
      <Outlet />
    </Frame>
  );
}

export const router = createRouter({
  routeTree: root.addChildren([
    welcome,
    organisation.addChildren([
      openings,
      day,
      people,
      leaving,
      week,
      attention,
      opening,
      template,
      find,
      loop,
      repair,
      ledger,
      mail,
      loopLedger,
      superdayPlan,
      superday,
      members,
      signInSettings,
      audit,
    ]),
    signIn,
    secondFactor,
    signInBack,
    signInByMail,
    signInLink,
    newPassword,
    newPasswordLink,
    setUp,
    invitation,
    myAccount,
    ...linkRoutes,
  ]),
  defaultErrorComponent: Broken,
  scrollRestoration: true,
  defaultPreload: 'intent',
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
