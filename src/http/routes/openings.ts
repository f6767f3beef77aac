import {
  applicationViewSchema,
  candidateChangeSchema,
  candidateDetailsSchema,
  newOpeningSchema,
  openingChangeSchema,
  openingListSchema,
  openingViewSchema,
  templateChangeSchema,
  type ApplicationView,
  type OpeningView,
} from '#contract/opening.ts';
import { ok, type Result } from '#domain/result.ts';
import { asks, param, removes, tells, type Route } from '#http/route.ts';
import type { Context } from '#usecases/context.ts';
import { listOpenings } from '#usecases/list-openings.ts';
import { addCandidate, changeCandidate, removeCandidate } from '#usecases/save-candidate.ts';
import { changeOpening, createOpening } from '#usecases/save-opening.ts';
import { saveTemplate } from '#usecases/save-template.ts';
import { showOpening, type ApplicationShown, type OpeningShown } from '#usecases/show-opening.ts';
import { keyOf } from './people.ts';

export function openingRoutes(context: Context): readonly Route[] {
  return [
    asks({
      method: 'GET',
      path: '/api/o/:o/openings',
      may: { deed: 'see-openings' },
      answer: openingListSchema,
      run: async (asked) => {
        const listed = await listOpenings(context, param(asked, 'o'));
        return listed.ok ? ok({ openings: listed.value }) : listed;
      },
    }),
    tells({
      method: 'POST',
      path: '/api/o/:o/openings',
      may: { deed: 'open-opening' },
      body: newOpeningSchema,
      answer: openingViewSchema,
      run: async (asked) => openingViewed(await createOpening(context, param(asked, 'o'), asked.body)),
    }),
    asks({
      method: 'GET',
      path: '/api/o/:o/openings/:id',
      may: { deed: 'see-opening', of: 'opening' },
      answer: openingViewSchema,
      run: async (asked) => openingViewed(await showOpening(context, keyOf(asked))),
    }),
    tells({
      method: 'PUT',
      path: '/api/o/:o/openings/:id',
      may: { deed: 'edit-opening', of: 'opening' },
      body: openingChangeSchema,
      answer: openingViewSchema,
      run: async (asked) => openingViewed(await changeOpening(context, keyOf(asked), asked.body)),
    }),
    tells({
      method: 'PUT',
      path: '/api/o/:o/openings/:id/template',
      may: { deed: 'edit-template', of: 'opening' },
      body: templateChangeSchema,
      answer: openingViewSchema,
      run: async (asked) => openingViewed(await saveTemplate(context, keyOf(asked), asked.body)),
    }),
    ...candidateRoutes(context),
  ];
}

function candidateRoutes(context: Context): readonly Route[] {
  return [
    tells({
      method: 'POST',
      path: '/api/o/:o/openings/:id/candidates',
      may: { deed: 'edit-candidates', of: 'opening' },
      body: candidateDetailsSchema,
      answer: applicationViewSchema,
      run: async (asked) => applicationViewed(await addCandidate(context, keyOf(asked), asked.body)),
    }),
    tells({
      method: 'PUT',
      path: '/api/o/:o/candidates/:id',
      may: { deed: 'edit-candidates', of: 'application' },
      body: candidateChangeSchema,
      answer: applicationViewSchema,
      run: async (asked) => applicationViewed(await changeCandidate(context, keyOf(asked), asked.body)),
    }),
    removes('/api/o/:o/candidates/:id', { deed: 'edit-candidates', of: 'application' }, (asked) =>
      removeCandidate(context, keyOf(asked)),
    ),
  ];
}

function openingViewed<P>(shown: Result<OpeningShown, P>): Result<OpeningView, P> {
  if (!shown.ok) return shown;
  return ok({ ...shown.value, applications: shown.value.applications.map(applicationView) });
}

function applicationViewed<P>(shown: Result<ApplicationShown, P>): Result<ApplicationView, P> {
  return shown.ok ? ok(applicationView(shown.value)) : shown;
}

function applicationView({
  opening: _opening,
  candidate: _person,
  ...view
}: ApplicationShown): ApplicationView {
  return view;
}
