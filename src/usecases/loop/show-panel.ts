import { placeText, roleShown, type RoleShown } from '#domain/loop/held-session.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { PanelSession } from '#domain/loop/panel.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { panelLinkEnd, type PanelLinkEnd } from '#domain/policy/sight.ts';
import type { FoundPanelLink } from '#store/loops/panel-links.ts';
import type { Reading } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { actingAs, type Acting } from '#usecases/self-service/acting.ts';
import { whomToAsk, type WhomToAsk } from '#usecases/telling/whom-to-ask.ts';

/** What an external panelist may know of the one session they sit in: no contact data, no ids, nobody else. */
export type PanelOpen = Omit<PanelSession, 'room' | 'people' | 'timeZone'> & {
  readonly is: 'open';
  readonly organisation: string;
  readonly opening: string;
  readonly you: { readonly name: string; readonly timeZone: string; readonly role: RoleShown };
  /** The zone in which the session was promised. */
  readonly sessionZone: string;
  readonly place?: string;
  readonly people: readonly { readonly name: string; readonly title?: string; readonly role: RoleShown }[];
  readonly ask: readonly string[];
  readonly acting: Acting;
  /** They said that they cannot come; until then they can take it back. */
  readonly undoUntil?: Instant;
};

export type PanelShown =
  | PanelOpen
  | ({ readonly is: 'ended'; readonly why: PanelLinkEnd | 'withdrawn' } & WhomToAsk);

const NO_LINK: Refusal = {
  code: 'not-found',
  text: 'This link is not known here. Perhaps a part of it is missing: ask whoever sent it to you.',
};

/** Whoever holds the token sees this one session, as long as they sit in it. */
export function showPanel(
  context: Context,
  { token, sitting }: { readonly token: string; readonly sitting: string | undefined },
): Promise<Result<PanelShown, Refusal>> {
  const hash = context.tokenHash(token);
  return context.store.read(async (tables): Promise<Result<PanelShown, Refusal>> => {
    const link = await tables.panelLinks.find(hash);
    if (link !== undefined) return ok(await shown(context, tables, { link, sitting }));
    const ended = await tables.links.ended(hash);
    if (ended === undefined) return refuse(NO_LINK);
    return ok({ is: 'ended', why: 'withdrawn', ...(await whomToAsk(tables, ended)) });
  });
}

type Followed = { readonly link: FoundPanelLink; readonly sitting: string | undefined };

async function shown(context: Context, tables: Reading, { link, sitting }: Followed): Promise<PanelShown> {
  const whom = await whomToAsk(tables, link);
  const why = panelLinkEnd(link);
  if (why !== undefined) return { is: 'ended', why, ...whom };
  const session = await tables.panelLinks.session(link.organisation, link.session);
  const person = await tables.people.find(link.organisation, link.person);
  const opening = await tables.openings.find(link.organisation, link.opening);
  const own = session?.people.find(({ id }) => id === link.person);
  if (!session || !person || !opening || !own) return { is: 'ended', why: 'seat', ...whom };
  const { people, room, timeZone: sessionZone, ...rest } = session;
  const { organisation } = link;
  const acting = await actingAs(context, tables, {
    organisation,
    holder: person.id,
    email: person.email,
    sitting,
  });
  const loop = await tables.loops.confirmedWith(organisation, link.session);
  const said =
    loop === undefined ? undefined : await tables.changeRequests.undoable(organisation, loop, person.id);
  return {
    is: 'open',
    ...rest,
    ...whom,
    opening: opening.title,
    you: { name: person.name, timeZone: person.timeZone, role: roleShown(own.role) },
    sessionZone,
    acting,
    ...(said?.undoUntil === undefined ? {} : { undoUntil: said.undoUntil }),
    ...(room === undefined ? {} : { place: placeText(room) }),
    people: people.filter(({ id }) => id !== link.person).map(seatShown),
  };
}

function seatShown({ name, title, role }: PanelSession['people'][number]): PanelOpen['people'][number] {
  return { name, ...(title === undefined ? {} : { title }), role: roleShown(role) };
}
