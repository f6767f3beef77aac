/** What calendars of people should hold of their sessions, laid down with the change that it comes from. */
import type { Said } from '#domain/telling/ledger.ts';
import { nextWish } from '#domain/calendar/written-event.ts';
import type { Wish } from '#store/calendars/written-events.ts';
import type { Writing } from '#store/store.ts';
import type { Attendee } from '#usecases/telling/tell-attendees.ts';
import type { TellingTerms } from '#usecases/telling/telling-terms.ts';

type Telling = { readonly tables: Writing; readonly terms: TellingTerms };

/** After they were told: whoever has an invitation has a UID. Only what is different now is wished. */
export async function wishEvents(
  { tables, terms }: Telling,
  attendees: readonly Attendee[],
): Promise<readonly Wish[]> {
  // Nothing goes out from the sample, which is anybody's to write in.
  if (terms.organisation.sample) return [];
  const wanted = new Map<string, Said | undefined>(
    attendees.flatMap(({ of, wanted: event }) =>
      'person' in of ? [[`${of.session} ${of.person}`, event?.says]] : [],
    ),
  );
  const sessions = attendees.flatMap(({ of }) => ('person' in of ? [of.session] : []));
  const asked = await tables.writtenEvents.asked(terms.organisation.id, [...new Set(sessions)]);
  const wishes = asked.flatMap((event): Wish[] => {
    const { invitation, calendar, chosen, session, person } = event;
    const key = `${session} ${person}`;
    if (!wanted.has(key)) return [];
    const next = nextWish(event.asked, chosen ? wanted.get(key) : undefined, terms.now);
    return next === 'keep' ? [] : [{ invitation, calendar, ...next }];
  });
  await tables.writtenEvents.wish(terms.organisation.id, wishes, terms.after);
  return wishes;
}
