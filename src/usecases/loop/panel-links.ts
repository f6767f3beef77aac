import type { Loop } from '#domain/loop/loop.ts';
import type { OutsideSeat } from '#domain/loop/panel.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { PanelKey } from '#store/loops/panel-links.ts';
import type { Writing } from '#store/store.ts';
import { changingLoop } from './changing-loop.ts';
import type { Context } from '#usecases/context.ts';
import { aboutLoop, record } from '#usecases/audit/record.ts';
import type { LoopKey } from './show-loop.ts';

/** `token` is shown this once; what is stored opens nothing. */
export type PanelLinkMade = { readonly token: string; readonly until: string };

/** Makes a link for somebody from outside to the one session they sit in, in the place of an earlier one. */
export function makePanelLink(
  context: Context,
  key: LoopKey,
  seat: PanelKey,
): Promise<Result<PanelLinkMade, Refusal>> {
  const token = context.newToken();
  const { organisation } = key;
  return changingLoop(context, key, async (tables, loop) => {
    if (!holds(loop, seat)) return refuse(notFound('session'));
    const found = await seatOf(tables, key, seat);
    const refused = whyNone(loop, found);
    if (found === undefined || refused !== undefined) return refuse(refused ?? notFound('seat'));
    await tables.panelLinks.put(organisation, { ...seat, tokenHash: context.tokenHash(token) });
    const made = await seatOf(tables, key, seat);
    const details = { ...(await aboutLoop(tables, organisation, loop)), people: [seat.person] };
    record(context, tables, { ...key, action: 'panel-link-made', details });
    return ok({ token, until: made?.until ?? found.end });
  });
}

/** The link opens nothing from then on; withdrawing twice is the same as once. */
export function withdrawPanelLink(
  context: Context,
  key: LoopKey,
  seat: PanelKey,
): Promise<Result<null, Refusal>> {
  const { organisation } = key;
  return changingLoop<null>(context, key, async (tables, loop) => {
    if (!holds(loop, seat)) return refuse(notFound('session'));
    const withdrawn = await tables.panelLinks.withdraw(organisation, seat);
    if (!withdrawn) return ok(null);
    const details = { ...(await aboutLoop(tables, organisation, loop)), people: [seat.person] };
    record(context, tables, { ...key, action: 'panel-link-withdrawn', details });
    return ok(null);
  });
}

function holds({ sessions }: Loop, { session }: PanelKey): boolean {
  return sessions.some(({ id }) => id === session);
}

async function seatOf(
  tables: Writing,
  { organisation, id }: LoopKey,
  { session, person }: PanelKey,
): Promise<OutsideSeat | undefined> {
  const seats = await tables.panelLinks.seats(organisation, id);
  return seats.find((seat) => seat.session === session && seat.person === person);
}

function whyNone({ status }: Loop, seat: OutsideSeat | undefined): Refusal | undefined {
  if (status === 'cancelled') {
    return { code: 'in-use', text: 'This loop is cancelled, so there is no session to show.' };
  }
  if (seat === undefined) {
    const text =
      'Only somebody from outside who sits in this session gets a link to it. Who is from outside is set on the page “People and rooms”.';
    return { code: 'in-use', text };
  }
  return seat.open ? undefined : { code: 'in-use', text: 'This session is over, so its link would be too.' };
}
