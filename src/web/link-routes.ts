/** Scenes for people outside, who come by a link: its token stands after `#`. */
import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { root } from './root-route.ts';

const agenda = createRoute({
  getParentRoute: () => root,
  path: '/agenda',
  component: lazyRouteComponent(() => import('#web/candidate/scenes/agenda.tsx'), 'AgendaScene'),
});

/** Links of earlier versions had their token in the path: it moves to where no server and no log sees it. */
const earlierAgenda = createRoute({
  getParentRoute: () => root,
  path: '/agenda/$token',
  beforeLoad: ({ params }) => redirect({ to: '/agenda', hash: params.token, replace: true, throw: true }),
});

const scheduling = createRoute({
  getParentRoute: () => root,
  path: '/scheduling',
  component: lazyRouteComponent(() => import('#web/candidate/scenes/scheduling.tsx'), 'SchedulingScene'),
});

const panel = createRoute({
  getParentRoute: () => root,
  path: '/panel',
  component: lazyRouteComponent(() => import('#web/panelist/scenes/panel.tsx'), 'PanelScene'),
});

export const linkRoutes = [agenda, earlierAgenda, scheduling, panel] as const;
