import {
  applicationViewSchema,
  candidateChangeSchema,
  candidateDetailsSchema,
  newOpeningSchema,
  openingChangeSchema,
  openingListSchema,
  openingViewSchema,
  teamChangeSchema,
  templateChangeSchema,
  type ApplicationView,
  type OpeningView,
} from '#contract/opening.ts';
import { dayNotesChangeSchema } from '#contract/day.ts';
import type { SelfServiceBrief } from '#contract/self-service.ts';
import { maySee } from '#domain/policy/policy.ts';
import { ok, type Result } from '#domain/result.ts';
import { needsFor, offeredInAll, offeredTo } from '#domain/policy/sight.ts';
import { inTemplate, things } from '#http/named.ts';
import { asks, param, removes, tells, type Asked, type Route } from '#http/route.ts';
import type { Context } from '#usecases/context.ts';
import { listOpenings } from '#usecases/opening/list-openings.ts';
import { addCandidate, changeCandidate, removeCandidate } from '#usecases/opening/save-candidate.ts';
import { changeOpening, createOpening, saveDayNotes } from '#usecases/opening/save-opening.ts';
import { saveTemplate } from '#usecases/opening/save-template.ts';
import { saveTeam } from '#usecases/opening/save-team.ts';
import { showOpening, type ApplicationShown, type OpeningShown } from '#usecases/opening/show-opening.ts';
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
        if (!listed.ok) return listed;
        const asker = await asked.whoAsks();
        const openings = listed.value.filter(({ id }) => maySee(asker, { kind: 'opening', id, opening: id }));
        return ok({ openings, can: offeredInAll(asker) });
      },
    }),
    tells({
      method: 'POST',
      path: '/api/o/:o/openings',
      may: { deed: 'open-opening' },
      body: newOpeningSchema,
      answer: openingViewSchema,
      run: (asked) => openingViewed(createOpening(context, param(asked, 'o'), asked.body), asked),
    }),
    asks({
      method: 'GET',
      path: '/api/o/:o/openings/:id',
      may: { deed: 'see-opening', of: 'opening' },
      answer: openingViewSchema,
      run: (asked) => openingViewed(showOpening(context, keyOf(asked)), asked),
    }),
    tells({
      method: 'PUT',
      path: '/api/o/:o/openings/:id',
      may: { deed: 'edit-opening', of: 'opening' },
      body: openingChangeSchema,
      answer: openingViewSchema,
      run: (asked) => openingViewed(changeOpening(context, keyOf(asked), asked.body), asked),
    }),
    tells({
      method: 'PUT',
      path: '/api/o/:o/openings/:id/day-notes',
      may: { deed: 'edit-opening', of: 'opening' },
      body: dayNotesChangeSchema,
      answer: openingViewSchema,
      run: (asked) => openingViewed(saveDayNotes(context, keyOf(asked), asked.body), asked),
    }),
    ...templateAndTeamRoutes(context),
    ...candidateRoutes(context),
  ];
}

function templateAndTeamRoutes(context: Context): readonly Route[] {
  return [
    tells({
      method: 'PUT',
      path: '/api/o/:o/openings/:id/template',
      may: { deed: 'edit-template', of: 'opening' },
      names: ({ template }) => inTemplate(template),
      body: templateChangeSchema,
      answer: openingViewSchema,
      run: (asked) => openingViewed(saveTemplate(context, keyOf(asked), asked.body), asked),
    }),
    tells({
      method: 'PUT',
      path: '/api/o/:o/openings/:id/team',
      may: { deed: 'edit-team', of: 'opening' },
      names: ({ team }) =>
        things(
          'person',
          team.map(({ person }) => person),
        ),
      body: teamChangeSchema,
      answer: openingViewSchema,
      run: (asked) => openingViewed(saveTeam(context, keyOf(asked), asked.body), asked),
    }),
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

/** With those candidates whom whoever asks may see. */
async function openingViewed<P>(
  showing: Promise<Result<OpeningShown, P>>,
  { whoAsks }: Asked<unknown>,
): Promise<Result<OpeningView, P>> {
  const shown = await showing;
  if (!shown.ok) return shown;
  const asker = await whoAsks();
  const seen = shown.value.applications.filter(({ id, opening }) =>
    maySee(asker, { kind: 'application', id, opening }),
  );
  const { needs, offers, changes, ...opening } = shown.value;
  const { id } = opening;
  const can = offeredTo(asker, { kind: 'opening', id, opening: id });
  const applications = seen.map((one) => ({
    ...applicationView(one),
    ...needsFor(asker, { kind: 'application', id: one.id, opening: id }, needs.get(one.id)),
    ...(can.includes('plan') && { selfService: briefOf(one, { offers, changes }) }),
  }));
  return ok({ ...opening, applications, can });
}

/** What waits for the candidate, and what they want. */
function briefOf(
  { id, timesAskedAt: askedAt, timesSaidAt: saidAt }: ApplicationShown,
  { offers, changes }: Pick<OpeningShown, 'offers' | 'changes'>,
): SelfServiceBrief {
  const offer = offers.get(id);
  return {
    ...(askedAt === undefined ? {} : { askedAt }),
    ...(saidAt === undefined ? {} : { saidAt }),
    ...(offer && { offer }),
    wants: changes.filter(({ application }) => application === id).map(({ what }) => what),
  };
}

function applicationViewed<P>(shown: Result<ApplicationShown, P>): Result<ApplicationView, P> {
  return shown.ok ? ok(applicationView(shown.value)) : shown;
}

function applicationView({
  opening: _opening,
  candidate: _person,
  timesAskedAt: _asked,
  timesSaidAt: _said,
  ...view
}: ApplicationShown): ApplicationView {
  return view;
}
