import type { CalendarEvent } from '#domain/calendar/calendar.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Context } from '#usecases/context.ts';
import { placeText } from '#domain/loop/held-session.ts';
import { countText } from '#domain/telling/invitation-words.ts';
import type { FeedSession } from '#store/loops/links.ts';
import { namesText } from '#domain/names.ts';

export type Feed = { readonly name: string; readonly events: readonly CalendarEvent[] };

/** What an interviewer subscribes to: own sessions, cancelled ones marked as such. It names candidates only where that was chosen. */
export function interviewerFeed(context: Context, token: string): Promise<Result<Feed, Refusal>> {
  return context.store.read(async (tables) => {
    const link = await tables.links.personOf(token);
    if (link === undefined) return refuse(notFound('calendar'));
    const person = await tables.people.find(link.organisation, link.person);
    // Somebody from outside is let in to single sessions only.
    if (person === undefined || person.outside === true) return refuse(notFound('calendar'));
    const sessions = await tables.links.feedOf(link.organisation, link.person);
    const events = sessions.map((session): CalendarEvent => {
      const others = session.people.filter(({ id }) => id !== person.id).map(({ name }) => name);
      return {
        uid: `${session.id}@second-round`,
        sequence: session.sequence,
        stamp: session.changedAt,
        start: session.start,
        end: session.end,
        zone: person.timeZone,
        summary: `${session.title}: ${person.feedNames === true ? namesText(session.candidates) : session.opening}`,
        ...descriptionOf(session, others),
        ...(session.room === undefined ? {} : { location: placeText(session.room) }),
        status: session.status === 'cancelled' ? 'CANCELLED' : 'CONFIRMED',
      };
    });
    return ok({ name: `Interviews of ${person.name}`, events });
  });
}

/** Who else is there, the way, and of a meal whether it counts; what a candidate needs stands in no calendar. */
function descriptionOf(session: FeedSession, others: readonly string[]): Pick<CalendarEvent, 'description'> {
  const way = session.room?.wayThere;
  const lines = [
    ...(others.length === 0 ? [] : [`With ${others.join(', ')}`]),
    ...(session.kind === 'meal' ? [countText(session)] : []),
    ...(way === undefined ? [] : [`The way there: ${way}`]),
  ];
  return lines.length === 0 ? {} : { description: lines.join('\n') };
}
