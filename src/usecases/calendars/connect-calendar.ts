import {
  minutesUntilNext,
  type CalendarAccount,
  type CalendarNews,
  type FoundCalendar,
} from '#domain/calendar/connected-calendar.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { openedAccount, sealedAccount } from '#usecases/calendars/accounts.ts';
import { calendarRefusal } from '#usecases/calendars/faults.ts';
import type { CalDavLogin } from '#calendars/remote.ts';
import type { NewConnection } from '#store/calendars/calendar-changes.ts';
import type { SealedAccount } from '#store/calendars/calendars.ts';
import type { Reading } from '#store/store.ts';
import { beginWriting, mayBeWritten } from './choose-written-calendar.ts';
import type { Context } from '#usecases/context.ts';
import type { PersonShown } from '#usecases/people/list-people.ts';
import { questionFor, type Owner } from './read-calendar-file.ts';
import { record } from '#usecases/audit/record.ts';
import { shown, type PersonKey } from '#usecases/people/save-person.ts';
import { reading, writing } from '#usecases/scope.ts';

/** Calendars of one person. */
const MOST = 10;
const NOTHING_KNOWN = { marks: {}, parts: new Map<string, string>() };

/** What calendars an account has. Whoever connects one waits for this; nothing is kept. */
export async function findCalendars(
  context: Context,
  { organisation, id }: PersonKey,
  login: CalDavLogin,
): Promise<Result<readonly FoundCalendar[], Refusal>> {
  const known = await reading(context, organisation, async (tables) =>
    (await tables.people.find(organisation, id)) === undefined ? refuse(notFound('person')) : ok(null),
  );
  if (!known.ok) return known;
  const found = await context.remoteCalendars.find(login);
  return found.ok ? found : refuse(calendarRefusal(found.problem));
}

/** `writes`: the sessions of their owner are written into this one of them. */
export type Connecting = {
  readonly accounts: readonly CalendarAccount[];
  readonly writes?: CalendarAccount;
};

/** Each is read once before anything is kept, so that whoever connects it sees at once whether it works. */
export async function connectCalendars(
  context: Context,
  key: PersonKey,
  { accounts, writes }: Connecting,
): Promise<Result<PersonShown, Refusal>> {
  const { organisation, id } = key;
  const asked = await reading(context, organisation, (tables) => ownerIn(tables, key));
  if (!asked.ok) return asked;
  const read = await connectionsTo(context, accounts, asked.value);
  if (!read.ok) return read;
  const connections = read.value;
  const written = writes === undefined ? ok(null) : await mayBeWritten(context, organisation, writes);
  if (!written.ok) return written;
  return writing(context, organisation, async (tables) => {
    const owner = await ownerIn(tables, key);
    if (!owner.ok) return owner;
    const room = roomFor(context, owner.value.sealed, accounts);
    if (!room.ok) return room;
    for (const connection of connections) await tables.calendars.connect(organisation, id, connection);
    const chosen = writes === undefined ? undefined : connections[accounts.indexOf(writes)];
    if (chosen !== undefined) await beginWriting(context, tables, { ...key, calendar: chosen.id });
    const busy = connections
      .flatMap(({ parts }) => parts)
      .reduce((sum, part) => sum + part.reading.busy.length, 0);
    const details = { calendars: connections.length, busy };
    record(context, tables, { ...key, action: 'calendar-connected', details });
    return shown(tables, context, key);
  });
}

async function connectionsTo(
  context: Context,
  accounts: readonly CalendarAccount[],
  owner: Owner,
): Promise<Result<readonly NewConnection[], Refusal>> {
  const connections: NewConnection[] = [];
  for (const account of accounts) {
    const question = questionFor(owner, context.now());
    const read = await context.remoteCalendars.read(account, NOTHING_KNOWN, question);
    if (!read.ok) return refuse(calendarRefusal(read.problem));
    connections.push(connectionOf(context, account, read.value));
  }
  return ok(connections);
}

type Known = Owner & { readonly sealed: readonly SealedAccount[] };

async function ownerIn(tables: Reading, { organisation, id }: PersonKey): Promise<Result<Known, Refusal>> {
  const person = await tables.people.find(organisation, id);
  if (person === undefined) return refuse(notFound('person'));
  const { timeZone, email } = person;
  const ours = await tables.calendars.ownSessions(organisation, id);
  const sealed = await tables.calendars.accountsOf(organisation, id);
  return ok({ timeZone, ...(email === undefined ? {} : { email }), ours, sealed });
}

function roomFor(
  { sealing }: Context,
  sealed: readonly SealedAccount[],
  accounts: readonly CalendarAccount[],
): Result<null, Refusal> {
  const there = sealed.flatMap((one) => openedAccount(sealing, one)?.address ?? []);
  if (accounts.some(({ address }) => there.includes(address))) {
    return refuse({ code: 'in-use', text: 'This calendar is connected already.' });
  }
  if (there.length + accounts.length <= MOST) return ok(null);
  const text = `At most ${MOST} calendars of one person are read. Disconnect one first.`;
  return refuse({ code: 'in-use', text });
}

function connectionOf(
  { newId, sealing, remoteCalendars, now }: Context,
  account: CalendarAccount,
  news: CalendarNews,
): NewConnection {
  const id = newId();
  const place = remoteCalendars.hostOf(account) ?? '';
  return {
    id,
    kind: account.kind,
    name: news.name ?? place,
    place,
    account: sealedAccount(sealing, id, account),
    marks: news.marks,
    ...(news.writable === undefined ? {} : { writable: news.writable }),
    parts: news.is === 'unchanged' ? [] : news.parts,
    readAt: now(),
    // Not together with others that were connected in the same moment.
    minutes: minutesUntilNext({ failures: 0 }, 0.5),
  };
}
