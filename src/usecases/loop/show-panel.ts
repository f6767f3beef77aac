import { placeText, roleShown, type RoleShown } from '#domain/loop/held-session.ts';
import type { Instant, Interval } from '#domain/planning/loop-problem.ts';
import type { PanelSession } from '#domain/loop/panel.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { panelLinkEnd, type PanelLinkEnd } from '#domain/policy/sight.ts';
import type { PanelDay } from '#domain/day/day.ts';
import { panelDayFor } from '#domain/day/sheet.ts';
import type { Asker } from '#domain/policy/policy.ts';
import { dayOfLoop } from '#usecases/day/load-day.ts';
import type { FoundPanelLink } from '#store/loops/panel-links.ts';
import type { Reading } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { actingAs } from '#usecases/self-service/acting.ts';
import type { Acting, WhomToAsk } from '#domain/loop/seen-by-link.ts';
import { whomToAsk } from '#usecases/telling/whom-to-ask.ts';

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
  readonly wayThere?: string;
  /** On the day itself. */
  readonly day?: PanelDay;
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
  return {
    is: 'open',
    ...rest,
    ...whom,
    opening: opening.title,
    you: { name: person.name, timeZone: person.timeZone, role: roleShown(own.role) },
    sessionZone,
    acting,
    ...placeShown(room),
    ...(await standingOf(context, tables, link, session)),
    people: people.filter(({ id }) => id !== link.person).map(seatShown),
  };
}

function placeShown(room: PanelSession['room']): Pick<PanelOpen, 'place' | 'wayThere'> {
  if (room === undefined) return {};
  return {
    place: placeText(room),
    ...(room.wayThere === undefined ? {} : { wayThere: room.wayThere }),
  };
}

/** What they said before, and how the day stands. */
async function standingOf(
  { now }: Context,
  tables: Reading,
  link: FoundPanelLink,
  own: Interval,
): Promise<Pick<PanelOpen, 'undoUntil' | 'day'>> {
  const { organisation, session, person } = link;
  const loop = await tables.loops.confirmedWith(organisation, session);
  if (loop === undefined) return {};
  const said = await tables.changeRequests.undoable(organisation, loop, person);
  const facts = await dayOfLoop(tables, { organisation, loop: { id: loop, sessions: [own] }, now: now() });
  const day = facts && panelDayFor(sitterOf(link), facts, session);
  return {
    ...(said?.undoUntil === undefined ? {} : { undoUntil: said.undoUntil }),
    ...(day === undefined ? {} : { day }),
  };
}

/** Somebody who sits in a session, and is nothing else here. */
export function sitterOf({ person }: Pick<FoundPanelLink, 'person'>): Asker {
  return { person, roles: [], places: { teams: [], sits: [] } };
}

function seatShown({ name, title, role }: PanelSession['people'][number]): PanelOpen['people'][number] {
  return { name, ...(title === undefined ? {} : { title }), role: roleShown(role) };
}
