/** Files that a coordinator would bring: a list of people, and calendars with busy times on the days asked for. */

export type UploadedFile = { readonly name: string; readonly mimeType: string; readonly buffer: Buffer };

const WORKS = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }];

/** Six people in three zones, two rooms at two sites, one candidate. */
export function peopleFile(): UploadedFile {
  const person = (id: string, name: string, timeZone: string): object => ({
    id,
    name,
    email: `${id}@example.org`,
    timeZone,
    works: WORKS,
  });
  const people = {
    format: 'people/1',
    people: [
      person('ines', 'Inês Duarte', 'Europe/Lisbon'),
      person('jonas', 'Jonas Weber', 'Europe/Berlin'),
      person('marta', 'Marta Kowalska', 'Europe/Warsaw'),
      person('owen', 'Owen Price', 'Europe/London'),
      person('petra', 'Petra Novák', 'Europe/Prague'),
      person('sami', 'Sami Laine', 'Europe/Helsinki'),
    ],
    pools: {
      Engineers: ['ines', 'jonas', 'marta', 'owen'],
      Hosts: ['petra', 'sami'],
    },
    rooms: [
      { id: 'harbour', name: 'Harbour', seats: 6, site: 'Old town' },
      { id: 'attic', name: 'Attic', seats: 4, site: 'Campus' },
    ],
    walking: [{ sites: ['Old town', 'Campus'], minutes: 10 }],
    candidates: [{ id: 'noor', name: 'Noor Haddad', email: 'noor@example.org', timeZone: 'Europe/Istanbul' }],
  };
  return file('people.json', 'application/json', JSON.stringify(people, null, 2));
}

/** One calendar per person, busy on each of the dates: Jonas in the morning, the others for an hour. */
export function calendarFiles(dates: readonly string[]): readonly UploadedFile[] {
  const owners = ['ines', 'jonas', 'marta', 'owen', 'petra', 'sami'];
  return owners.map((owner, index) => {
    const [from, to] = owner === 'jonas' ? ['080000Z', '110000Z'] : [`1${index}0000Z`, `1${index}4500Z`];
    const events = dates.flatMap((date) => event(`${owner}-${date}`, date.replaceAll('-', ''), [from, to]));
    return file(`${owner}.ics`, 'text/calendar', calendar(events));
  });
}

/** A calendar that keeps its owner busy, day and night, on all the dates. */
export function fullCalendar(owner: string, dates: readonly string[]): UploadedFile {
  const events = dates.flatMap((date) =>
    event(`${owner}-${date}`, date.replaceAll('-', ''), ['000000Z', '235900Z']),
  );
  return file(`${owner}.ics`, 'text/calendar', calendar(events));
}

/** The dates of the next `days` days, from today. */
export function comingDates(days: number): readonly string[] {
  return Array.from({ length: days }, (_, day) =>
    new Date(Date.now() + day * 86_400_000).toISOString().slice(0, 10),
  );
}

function event(uid: string, date: string, [from, to]: readonly (string | undefined)[]): readonly string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${uid}@example.org`,
    'DTSTAMP:20260101T000000Z',
    `DTSTART:${date}T${from}`,
    `DTEND:${date}T${to}`,
    'SUMMARY:Busy',
    'END:VEVENT',
  ];
}

function calendar(events: readonly string[]): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Example//Calendar//EN',
    ...events,
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}

function file(name: string, mimeType: string, text: string): UploadedFile {
  return { name, mimeType, buffer: Buffer.from(text) };
}
