import type { CalendarEvent } from '#domain/calendar.ts';
import type { Kind, Role } from '#domain/loop-problem.ts';
import { withCandidate, type Loop, type LoopSession, type LoopStatus } from '#domain/loop.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from './context.ts';

/** What the candidate may know of a session: no ids, no debrief, nobody's training. */
export type AgendaSession = {
  readonly id: string;
  readonly title: string;
  readonly kind: Kind;
  readonly purpose?: string;
  readonly evaluated: boolean;
  readonly start: string;
  readonly end: string;
  readonly people: readonly { readonly name: string; readonly title?: string; readonly role: AgendaRole }[];
  readonly place?: string;
};
export type AgendaRole = Exclude<Role, 'shadow' | 'reverse_shadow'>;

export type Agenda = {
  readonly organisation: string;
  readonly opening: string;
  readonly candidate: string;
  readonly timeZone: string;
  readonly status: LoopStatus;
  readonly sequence: number;
  readonly changedAt: string;
  /** Names of those who decide: the hiring managers of the opening. */
  readonly decides: readonly string[];
  readonly sessions: readonly AgendaSession[];
};

/** Whoever holds the token sees this one agenda. */
export function showAgenda(context: Context, token: string): Promise<Result<Agenda, Refusal>> {
  return context.store.read(async (tables) => {
    const link = await tables.links.loopOf(token);
    if (link === undefined) return refuse(notFound('agenda'));
    const organisation = await tables.organisations.find(link.organisation);
    const loop = await tables.loops.find(link.organisation, link.loop);
    const application =
      loop === undefined ? undefined : await tables.applications.find(link.organisation, loop.application);
    const opening =
      application === undefined
        ? undefined
        : await tables.openings.find(link.organisation, application.opening);
    if (!organisation || !loop || !application || !opening) return refuse(notFound('agenda'));
    const team = await tables.teams.of(link.organisation, opening.id);
    return ok({
      organisation: organisation.name,
      opening: opening.title,
      candidate: application.name,
      timeZone: application.timeZone,
      ...stateOf(loop),
      decides: team.filter(({ role }) => role === 'hiring-manager').map(({ name }) => name),
      sessions: loop.sessions.filter(({ kind }) => withCandidate(kind)).map(agendaSession),
    });
  });
}

function stateOf({ status, sequence, changedAt }: Loop): Pick<Agenda, 'status' | 'sequence' | 'changedAt'> {
  return { status, sequence, changedAt };
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

/** Who learns and who is learned from is no matter of the candidate's. */
function roleShown(role: Role): AgendaRole {
  if (role === 'shadow') return 'observer';
  return role === 'reverse_shadow' ? 'panelist' : role;
}

export function placeText({ name, site }: NonNullable<LoopSession['room']>): string {
  return site === undefined ? name : `${name}, ${site}`;
}

/** One entry per session, for the candidate's own calendar. */
export function agendaEvents(agenda: Agenda): CalendarEvent[] {
  return agenda.sessions.map((session) => ({
    uid: `${session.id}@second-round`,
    sequence: agenda.sequence,
    stamp: agenda.changedAt,
    start: session.start,
    end: session.end,
    zone: agenda.timeZone,
    summary: `${session.title} (${agenda.organisation})`,
    description: descriptionOf(session, agenda),
    ...(session.place === undefined ? {} : { location: session.place }),
    status: agenda.status === 'cancelled' ? 'CANCELLED' : 'CONFIRMED',
  }));
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
