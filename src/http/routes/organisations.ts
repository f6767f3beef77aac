import { newOrganisationSchema, organisationListSchema, organisationSchema } from '#contract/organisation.ts';
import { maySeeOrganisation } from '#domain/policy/policy.ts';
import { ok } from '#domain/result.ts';
import { asks, param, tells, type Route } from '#http/route.ts';
import type { Context } from '#usecases/context.ts';
import { listOrganisations } from '#usecases/organisation/list-organisations.ts';
import { openSample } from '#usecases/organisation/open-sample.ts';
import { showOrganisation } from '#usecases/organisation/show-organisation.ts';
import { startOrganisation } from '#usecases/organisation/start-organisation.ts';

const NOTICES: Readonly<Record<'computer' | 'here' | 'others', string>> = {
  computer:
    'There are no accounts yet: this server answers to this computer only, and whoever uses this computer can see and change everything here. The set-up link that was printed at the start makes the first account.',
  here: 'This server answers to this computer only; each organisation opens to its members alone. The sample is open to everybody here.',
  others: 'Each organisation opens to its members alone.',
};

export function organisationRoutes(context: Context): readonly Route[] {
  return [
    asks({
      method: 'GET',
      path: '/api/organisations',
      may: { deed: 'see-organisations' },
      answer: organisationListSchema,
      run: async ({ viewer }) => {
        const all = await listOrganisations(context);
        return ok({
          organisations: all.filter((one) => maySeeOrganisation(viewer, one)),
          sample: !context.servesOthers,
          notice: NOTICES[viewer.kind === 'computer' ? 'computer' : context.servesOthers ? 'others' : 'here'],
        });
      },
    }),
    tells({
      method: 'POST',
      path: '/api/organisations',
      may: { deed: 'start-organisation' },
      body: newOrganisationSchema,
      answer: organisationSchema,
      run: ({ body }) => startOrganisation(context, body),
    }),
    asks({
      method: 'POST',
      path: '/api/sample',
      may: { deed: 'open-sample' },
      answer: organisationSchema,
      run: () => openSample(context),
    }),
    asks({
      method: 'GET',
      path: '/api/organisations/:o',
      may: { deed: 'see-organisation' },
      answer: organisationSchema,
      run: (asked) => showOrganisation(context, param(asked, 'o')),
    }),
  ];
}
