import type { ApplicationView, OpeningView } from '#contract/opening.ts';
import { ApiProblem } from '#web/api/ask.ts';
import { openings } from '#web/api/openings.ts';
import { t } from '#web/words/words.ts';

export type Found = { readonly opening: OpeningView; readonly candidate: ApplicationView };

/**
 * The candidate and the opening. Links name the opening; an address typed or kept without it is looked for in all
 * openings of the organisation.
 */
export async function openingOf(organisation: string, candidate: string, named?: string): Promise<Found> {
  const ids =
    named === undefined ? (await openings.list(organisation)).openings.map(({ id }) => id) : [named];
  for (const id of ids) {
    const opening = await openings.read(organisation, id);
    const found = opening.applications.find((application) => application.id === candidate);
    if (found !== undefined) return { opening, candidate: found };
  }
  throw new ApiProblem({
    type: 'about:blank',
    title: t('notFound.title'),
    status: 404,
    code: 'not-found',
    detail: t('notFound.candidate'),
  });
}
