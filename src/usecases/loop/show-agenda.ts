import type { CalendarEvent } from '#domain/calendar/calendar.ts';
import { placeText, roleShown, type RoleShown } from '#domain/loop/held-session.ts';
import type { Instant, Kind } from '#domain/planning/loop-problem.ts';
import { withCandidate, type Loop, type LoopSession } from '#domain/loop/loop.ts';
import type { Application } from '#domain/organisation/opening.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { EndedLink } from '#store/account/ended-links.ts';
import type { Reading } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { actingOf, type Acting } from '#usecases/self-service/acting.ts';
import { whomToAsk, type WhomToAsk } from '#usecases/telling/whom-to-ask.ts';

/** What the candidate may know of a session: no ids, no debrief, nobody's training. */
export type AgendaSession = {
  readonly id: string;
  readonly title: string;
  readonly kind: Kind;
  readonly purpose?: string;
  readonly evaluated: boolean;
  readonly start: string;
  readonly end: string;
  readonly people: readonly { readonly name: string; readonly title?: string; readonly role: RoleShown }[];
  readonly place?: string;
};

export type Agenda = {
  readonly organisation: string;
  readonly opening: string;
  readonly candidate: string;
  readonly timeZone: string;
  readonly sequence: number;
  readonly changedAt: string;
  /** Names of those who decide: the hiring managers of the opening. */
  readonly decides: readonly string[];
  readonly sessions: readonly AgendaSession[];
};

export type AgendaShown =
  | (Agenda &
      Pick<WhomToAsk, 'ask'> & {
        readonly is: 'open';
        readonly file: string;
        /** Whether changes can be made here; what was said before of needs is shown to nobody by a link. */
        readonly acting: Acting;
        /** The candidate cancelled; until then they can take it back. */
        readonly undoUntil?: Instant;
        /** Another day was asked for, and not answered yet. */
        readonly askedAt?: Instant;
      })
  | ({ readonly is: 'ended' } & WhomToAsk);

const NO_AGENDA: Refusal = {
  code: 'not-found',
  text: 'This link is not known here. Perhaps a part of it is missing: ask whoever sent it to you.',
};

/** Whoever holds the token sees this one agenda, as long as the loop stands and the link was not withdrawn. */
export function showAgenda(
  context: Context,
  { token, sitting }: { readonly token: string; readonly sitting: string | undefined },
): Promise<Result<AgendaShown, Refusal>> {
  return context.store.read(async (tables): Promise<Result<AgendaShown, Refusal>> => {
    const followed = await followAgenda(context, tables, token);
    if (followed === undefined) return refuse(NO_AGENDA);
    const whom = await whomToAsk(tables, followed);
    const { loop, organisation, application } = followed;
    if (loop?.status !== 'confirmed' || application === undefined) return ok({ is: 'ended', ...whom });
    const agenda = await agendaOf(tables, { ...followed, loop });
    const acting = await actingOf(context, tables, { organisation, application, sitting });
    const cancel = await tables.changeRequests.undoable(organisation, loop.id);
    const asked = (await tables.changeRequests.told(organisation, [application.id])).findLast(
      ({ what, loop: of }) => what === 'another-day' && of === loop.id,
    );
    return ok({
      is: 'open',
      ...agenda,
      ask: whom.ask,
      file: fileText(context, agenda),
      acting,
      ...(cancel?.undoUntil === undefined ? {} : { undoUntil: cancel.undoUntil }),
      ...(asked && { askedAt: asked.madeAt }),
    });
  });
}

/** The same for a calendar program: of a cancelled loop it is told to forget the sessions, and nothing else of them. */
export function agendaFile(context: Context, token: string): Promise<Result<string, Refusal>> {
  return context.store.read(async (tables) => {
    const followed = await followAgenda(context, tables, token);
    const loop = followed?.loop;
    if (followed === undefined || loop === undefined) return refuse(notFound('agenda'));
    const agenda = await agendaOf(tables, { ...followed, loop });
    return ok(fileText(context, agenda, loop.status === 'cancelled'));
  });
}

/** `loop` is absent where the link was withdrawn, or went with the candidate. */
type Followed = EndedLink & { readonly loop?: Loop; readonly application?: Application };

/** Where a candidate's link leads; undefined where there never was one. */
async function followAgenda(
  { tokenHash }: Pick<Context, 'tokenHash'>,
  tables: Reading,
  token: string,
): Promise<Followed | undefined> {
  const link = await tables.links.loopOf(token);
  if (link === undefined) return tables.links.ended(tokenHash(token));
  const { organisation } = link;
  const loop = await tables.loops.find(organisation, link.loop);
  if (loop === undefined) return undefined;
  const application = await tables.applications.find(organisation, loop.application);
  return application && { organisation, loop, application, opening: application.opening };
}

async function agendaOf(
  tables: Reading,
  { organisation, opening, loop, application }: Followed & { readonly loop: Loop },
): Promise<Agenda> {
  const team = await tables.teams.of(organisation, opening);
  return {
    organisation: (await tables.organisations.find(organisation))?.name ?? '',
    opening: (await tables.openings.find(organisation, opening))?.title ?? '',
    candidate: application?.name ?? '',
    timeZone: application?.timeZone ?? 'UTC',
    sequence: loop.sequence,
    changedAt: loop.changedAt,
    decides: team.filter(({ role }) => role === 'hiring-manager').map(({ name }) => name),
    sessions: loop.sessions.filter(({ kind }) => withCandidate(kind)).map(agendaSession),
  };
}

function fileText(context: Context, agenda: Agenda, cancelled = false): string {
  const name = `Second interview, ${agenda.organisation}`;
  return context.agendaText(name, cancelled ? cancelledEvents(agenda) : agendaEvents(agenda));
}

function agendaSession({ module: _module, room, people, ...session }: LoopSession): AgendaSession {
  const { id, title, kind, purpose, evaluated, start, end } = session;
  return {
    id,
    title,
    kind,
    ...(purpose === undefined ? {} : { purpose }),
    evaluated,
    start,
    end,
    people: people.map((person) => ({
      name: person.name,
      ...(person.title === undefined ? {} : { title: person.title }),
      role: roleShown(person.role),
    })),
    ...(room === undefined ? {} : { place: placeText(room) }),
  };
}

/** One entry per session, for the candidate's own calendar. */
function agendaEvents(agenda: Agenda): CalendarEvent[] {
  return agenda.sessions.map((session) => ({
    ...eventOf(session, agenda),
    summary: `${session.title} (${agenda.organisation})`,
    description: descriptionOf(session, agenda),
    ...(session.place === undefined ? {} : { location: session.place }),
    status: 'CONFIRMED',
  }));
}

function cancelledEvents(agenda: Agenda): CalendarEvent[] {
  const summary = `Cancelled: second interview (${agenda.organisation})`;
  return agenda.sessions.map((session) => ({ ...eventOf(session, agenda), summary, status: 'CANCELLED' }));
}

function eventOf(
  { id, start, end }: AgendaSession,
  { sequence, changedAt, timeZone }: Agenda,
): Pick<CalendarEvent, 'uid' | 'sequence' | 'stamp' | 'start' | 'end' | 'zone'> {
  return { uid: `${id}@second-round`, sequence, stamp: changedAt, start, end, zone: timeZone };
}

function descriptionOf({ people, purpose, evaluated }: AgendaSession, { opening }: Agenda): string {
  const names = people.map(({ name, title }) => (title === undefined ? name : `${name} (${title})`));
  return [
    `Second interview: ${opening}`,
    ...(purpose === undefined ? [] : [purpose]),
    ...(names.length === 0 ? [] : [`With ${names.join(', ')}`]),
    ...(evaluated ? [] : ['This part is not evaluated.']),
  ].join('\n');
}
