import type { ChangeRequest } from '#domain/loop/change-request.ts';
import type { Needs } from '#domain/loop/needs.ts';
import type { OfferSummary } from '#domain/loop/offer.ts';
import type {
  Application,
  DayNotes,
  LoopSummary,
  Opening,
  TeamMember,
} from '#domain/organisation/opening.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Reading } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { reading } from '#usecases/scope.ts';

export type ApplicationShown = Application & { readonly loop?: LoopSummary };
export type OpeningShown = Opening & {
  readonly dayNotes: DayNotes;
  readonly team: readonly TeamMember[];
  readonly applications: readonly ApplicationShown[];
  /** What candidates need, by application: for those only who may see it. */
  readonly needs: ReadonlyMap<string, Needs>;
  /** What waits for the candidates' answers, and what they want changed: for those who plan. */
  readonly offers: ReadonlyMap<string, OfferSummary>;
  readonly changes: readonly ChangeRequest[];
};
export type OpeningKey = { readonly organisation: string; readonly id: string };

export function showOpening(context: Context, key: OpeningKey): Promise<Result<OpeningShown, Refusal>> {
  return reading(context, key.organisation, (tables) => openingShown(tables, key));
}

export async function openingShown(
  tables: Reading,
  { organisation, id }: OpeningKey,
): Promise<Result<OpeningShown, Refusal>> {
  const opening = await tables.openings.find(organisation, id);
  if (opening === undefined) return refuse(notFound('opening'));
  const loops = await tables.applications.confirmedLoops(organisation, id);
  const applications = await tables.applications.ofOpening(organisation, id);
  return ok({
    ...opening,
    team: await tables.teams.of(organisation, id),
    applications: applications.map((application) => withLoop(application, loops)),
    needs: await tables.needs.ofOpening(organisation, id),
    offers: await tables.offers.ofOpening(organisation, id),
    changes: await tables.changeRequests.told(
      organisation,
      applications.map((application) => application.id),
    ),
  });
}

export function withLoop(
  application: Application,
  loops: ReadonlyMap<string, LoopSummary>,
): ApplicationShown {
  const loop = loops.get(application.id);
  return loop === undefined ? application : { ...application, loop };
}
