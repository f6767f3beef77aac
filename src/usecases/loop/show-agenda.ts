import { placeText, roleShown } from '#domain/loop/held-session.ts';
import { expectedLater } from '#domain/day/day-facts.ts';
import type { Instant, Interval } from '#domain/planning/loop-problem.ts';
import { withCandidate, type Loop, type LoopSession } from '#domain/loop/loop.ts';
import type { Application } from '#domain/organisation/opening.ts';
import { NEEDS, type Need } from '#domain/loop/needs.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Acting, SeenSession, WhomToAsk } from '#domain/loop/seen-by-link.ts';
import type { EndedLink } from '#store/account/ended-links.ts';
import type { Reading } from '#store/store.ts';
import { dayOfLoop } from '#usecases/day/load-day.ts';
import type { Context } from '#usecases/context.ts';
import { agendaEvents } from './agenda-events.ts';
import { actingOf } from '#usecases/self-service/acting.ts';
import { whomToAsk } from '#usecases/telling/whom-to-ask.ts';

/** What the candidate may know of a session: no ids, no debrief, nobody's training. */
export type AgendaSession = SeenSession & { readonly id: string };

export type Agenda = {
  readonly organisation: string;
  readonly opening: string;
  readonly candidate: string;
  readonly timeZone: string;
  readonly changedAt: string;
  /** Names of those who decide: the hiring managers of the opening. */
  readonly decides: readonly string[];
  readonly sessions: readonly AgendaSession[];
  /** Where to come and whom to ask for. */
  readonly arrival?: string;
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
        /** Of which needs there is a note: for the browser alone in which the code was typed. */
        readonly noted?: readonly Exclude<Need, 'said'>[];
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
    const later = await laterOf(context, tables, { organisation, loop });
    const acting = await actingOf(context, tables, { organisation, application, sitting });
    const cancel = await tables.changeRequests.undoable(organisation, loop.id);
    const asked = (await tables.changeRequests.told(organisation, [application.id])).findLast(
      ({ what, loop: of }) => what === 'another-day' && of === loop.id,
    );
    return ok({
      is: 'open',
      ...agenda,
      sessions: agenda.sessions.map((session) => {
        const expected = later.get(session.id);
        return expected === undefined ? session : { ...session, expected };
      }),
      ask: whom.ask,
      file: await fileText(context, tables, { agenda, organisation, loop: loop.id }),
      acting,
      ...(cancel?.undoUntil === undefined ? {} : { undoUntil: cancel.undoUntil }),
      ...(asked && { askedAt: asked.madeAt }),
      ...(acting === 'sitting' ? { noted: await notedOf(tables, { organisation, application }) } : {}),
    });
  });
}

/** Of the page alone: a calendar keeps what was planned, because what is marked can be taken back. */
async function laterOf(
  { now }: Pick<Context, 'now'>,
  tables: Reading,
  of: { readonly organisation: string; readonly loop: Loop },
): Promise<ReadonlyMap<string, Interval>> {
  const day = await dayOfLoop(tables, { ...of, now: now() });
  return day === undefined ? new Map() : expectedLater(day);
}

async function notedOf(
  { needs }: Reading,
  { organisation, application }: { readonly organisation: string; readonly application: Application },
): Promise<Exclude<Need, 'said'>[]> {
  const kept = (await needs.find(organisation, application.candidate))?.needs ?? {};
  return NEEDS.flatMap((need) => (need === 'said' || kept[need] === undefined ? [] : [need]));
}

/** The same for a calendar program: of a cancelled loop it is told to forget the sessions, and nothing else of them. */
export function agendaFile(context: Context, token: string): Promise<Result<string, Refusal>> {
  return context.store.read(async (tables) => {
    const followed = await followAgenda(context, tables, token);
    const loop = followed?.loop;
    if (followed === undefined || loop === undefined) return refuse(notFound('agenda'));
    const agenda = await agendaOf(tables, { ...followed, loop });
    const { organisation } = followed;
    return ok(await fileText(context, tables, { agenda, organisation, loop: loop.id }));
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
  const found = await tables.openings.find(organisation, opening);
  const arrival = found?.dayNotes.arrival;
  return {
    organisation: (await tables.organisations.find(organisation))?.name ?? '',
    opening: found?.title ?? '',
    ...(arrival === undefined ? {} : { arrival }),
    candidate: application?.name ?? '',
    timeZone: application?.timeZone ?? 'UTC',
    changedAt: loop.changedAt,
    decides: team.filter(({ role }) => role === 'hiring-manager').map(({ name }) => name),
    sessions: loop.sessions.filter(({ kind }) => withCandidate(kind)).map(agendaSession),
  };
}

async function fileText(
  context: Context,
  tables: Reading,
  of: { readonly agenda: Agenda; readonly organisation: string; readonly loop: string },
): Promise<string> {
  const { changedAt, timeZone, organisation: name } = of.agenda;
  const file = { organisation: { id: of.organisation, name }, loop: of.loop, changedAt, timeZone };
  return context.agendaText(`Second interview, ${name}`, await agendaEvents(context, tables, file));
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
    ...(room?.wayThere === undefined ? {} : { wayThere: room.wayThere }),
  };
}
