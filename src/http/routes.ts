/** The whole route table. */
import type { Health } from '#contract/health.ts';
import { accountLinkRoutes } from '#http/routes/account-links.ts';
import { accountRoutes } from '#http/routes/accounts.ts';
import { agendaRoutes } from '#http/routes/agenda.ts';
import { attentionRoutes } from '#http/routes/attention.ts';
import { auditRoutes } from '#http/routes/audit.ts';
import { calendarRoutes } from '#http/routes/calendars.ts';
import { connectedCalendarRoutes } from '#http/routes/connected-calendars.ts';
import { dayRoutes } from '#http/routes/day.ts';
import { factorRoutes } from '#http/routes/factors.ts';
import { candidateLinkRoutes } from '#http/routes/candidate-links.ts';
import { healthRoutes } from '#http/routes/health.ts';
import { mailRoutes } from '#http/routes/mail.ts';
import { memberRoutes } from '#http/routes/members.ts';
import { ledgerRoutes } from '#http/routes/ledger.ts';
import { linkRoutes } from '#http/routes/links.ts';
import { leavingRoutes } from '#http/routes/leaving.ts';
import { needsRoutes } from '#http/routes/needs.ts';
import { openingRoutes } from '#http/routes/openings.ts';
import { organisationRoutes } from '#http/routes/organisations.ts';
import { passkeyRoutes } from '#http/routes/passkeys.ts';
import { peopleRoutes } from '#http/routes/people.ts';
import { planningRoutes } from '#http/routes/planning.ts';
import { poolRoutes } from '#http/routes/pools.ts';
import { providerRoutes } from '#http/routes/providers.ts';
import { searchRoutes } from '#http/routes/searches.ts';
import { selfServiceRoutes } from '#http/routes/self-service.ts';
import { superdayRoutes } from '#http/routes/superdays.ts';
import type { Context } from '#usecases/context.ts';
import type { Route } from './route.ts';

export function routesOf(context: Context, health: Health): readonly Route[] {
  return [
    ...healthRoutes(health),
    ...organisationRoutes(context),
    ...accountRoutes(context),
    ...accountLinkRoutes(context),
    ...providerRoutes(context),
    ...factorRoutes(context),
    ...passkeyRoutes(context),
    ...memberRoutes(context),
    ...peopleRoutes(context),
    ...poolRoutes(context),
    ...leavingRoutes(context),
    ...calendarRoutes(context),
    ...connectedCalendarRoutes(context),
    ...openingRoutes(context),
    ...searchRoutes(context),
    ...planningRoutes(context),
    ...superdayRoutes(context),
    ...dayRoutes(context),
    ...ledgerRoutes(context),
    ...mailRoutes(context),
    ...linkRoutes(context),
    ...selfServiceRoutes(context),
    ...candidateLinkRoutes(context),
    ...needsRoutes(context),
    ...attentionRoutes(context),
    ...auditRoutes(context),
    ...agendaRoutes(context),
  ];
}
