/** An external panelist marks their one session, in a browser in which the code from their mail was typed. */
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { FoundPanelLink } from '#store/loops/panel-links.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { loopOfSeat, OUTSIDE } from '#usecases/loop/decline-seat.ts';
import { sitterOf } from '#usecases/loop/show-panel.ts';
import { byPanelist, type ByLink } from '#usecases/self-service/candidate-link.ts';
import { markIn, takeBackIn, type MarkWork } from './mark-day.ts';

export type LinkMarking = { readonly ago?: number } & (
  | { readonly what: 'started' | 'ended' }
  | { readonly what: 'more'; readonly minutes: number; readonly after?: string }
);

export function markByLink(
  context: Context,
  link: ByLink,
  marking: LinkMarking,
): Promise<Result<null, Refusal>> {
  const id = context.newId();
  return byPanelist(context, link, async (tables, seat) => {
    const work = await workAt({ context, tables, id }, seat);
    if (!work.ok) return work;
    const done = await markIn(work.value, { ...marking, session: seat.session });
    return done.ok ? ok(null) : done;
  });
}

export function takeMarkBackByLink(
  context: Context,
  link: ByLink,
  mark: string,
): Promise<Result<null, Refusal>> {
  return byPanelist(context, link, async (tables, seat) => {
    const work = await workAt({ context, tables, id: mark }, seat);
    if (!work.ok) return work;
    const done = await takeBackIn(work.value);
    return done.ok ? ok(null) : done;
  });
}

async function workAt(
  work: { readonly context: Context; readonly tables: Writing; readonly id: string },
  seat: FoundPanelLink,
): Promise<Result<MarkWork, Refusal>> {
  const loop = await loopOfSeat(work.tables, seat);
  if (loop === undefined) return refuse(notFound('session'));
  const { organisation, person } = seat;
  return ok({ ...work, organisation, loop, asker: sitterOf(seat), person, by: OUTSIDE });
}
