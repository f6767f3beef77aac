import { agendaLinkSchema } from '#contract/loop.ts';
import { panelLinkMadeSchema, panelSeatSchema } from '#contract/panel.ts';
import { feedChangeSchema, personSchema } from '#contract/people.ts';
import { doneSchema } from '#contract/account.ts';
import { ok } from '#domain/result.ts';
import { things } from '#http/named.ts';
import { asks, removes, tells, type Route } from '#http/route.ts';
import { renewAgendaLink, withdrawAgendaLink } from '#usecases/loop/agenda-links.ts';
import { renewFeed, setFeedNames } from '#usecases/people/change-feed.ts';
import type { Context } from '#usecases/context.ts';
import { makePanelLink, withdrawPanelLink } from '#usecases/loop/panel-links.ts';
import { keyOf, viewed } from './people.ts';

const GIVE = { deed: 'give-links', of: 'loop' } as const;
const SET_CALENDAR = { deed: 'set-calendar', of: 'person' } as const;

/** Links are made, made anew and withdrawn. */
export function linkRoutes(context: Context): readonly Route[] {
  return [
    ...panelRoutes(context),
    asks({
      method: 'POST',
      path: '/api/o/:o/loops/:id/agenda-link',
      may: GIVE,
      answer: agendaLinkSchema,
      run: async (asked) => {
        const made = await renewAgendaLink(context, keyOf(asked));
        return made.ok ? ok({ agenda: agendaPath(made.value.token) }) : made;
      },
    }),
    removes('/api/o/:o/loops/:id/agenda-link', GIVE, (asked) => withdrawAgendaLink(context, keyOf(asked))),
    asks({
      method: 'POST',
      path: '/api/o/:o/people/:id/feed',
      may: SET_CALENDAR,
      answer: personSchema,
      run: async (asked) => viewed(await renewFeed(context, keyOf(asked))),
    }),
    tells({
      method: 'PUT',
      path: '/api/o/:o/people/:id/feed',
      may: SET_CALENDAR,
      body: feedChangeSchema,
      answer: personSchema,
      run: async (asked) => viewed(await setFeedNames(context, keyOf(asked), asked.body.names)),
    }),
  ];
}

function panelRoutes(context: Context): readonly Route[] {
  return [
    tells({
      method: 'POST',
      path: '/api/o/:o/loops/:id/panel-links',
      may: GIVE,
      names: ({ person }) => things('person', [person]),
      body: panelSeatSchema,
      answer: panelLinkMadeSchema,
      run: async (asked) => {
        const made = await makePanelLink(context, keyOf(asked), asked.body);
        return made.ok ? ok({ link: `/panel#${made.value.token}`, until: made.value.until }) : made;
      },
    }),
    tells({
      method: 'POST',
      path: '/api/o/:o/loops/:id/panel-links/withdraw',
      may: GIVE,
      names: ({ person }) => things('person', [person]),
      body: panelSeatSchema,
      answer: doneSchema,
      run: async (asked) => {
        const done = await withdrawPanelLink(context, keyOf(asked), asked.body);
        return done.ok ? ok({}) : done;
      },
    }),
  ];
}

export function agendaPath(token: string): string {
  return `/agenda#${token}`;
}
