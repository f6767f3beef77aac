import { draftProblem, type CalendarWanted } from '#domain/planning/build-problem.ts';
import { ownerOf, type Around, type Ownership } from '#domain/calendar/calendar-owner.ts';
import type { CalendarReading, CalendarSource } from '#domain/calendar/calendar.ts';
import type { ListedPerson, ListedRoom, PeopleFile, TemplateFile } from '#domain/people/people-file.ts';
import { BLANK_TEMPLATE } from '#domain/organisation/opening.ts';
import type { Organisation } from '#domain/organisation/organisation.ts';
import type { PersonDetails, PersonRecord, RoomDetails, Skipped } from '#domain/people/people.ts';
import { changedMeanwhile, faulty, notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { ProblemCandidate } from '#domain/planning/loop-problem.ts';
import type { Writing } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { calendarFrom, readFor, skippedOf } from '#usecases/calendars/read-calendar-file.ts';
import { keepTraining } from './import-training.ts';
import { record } from '#usecases/audit/record.ts';
import { reading, writing } from '#usecases/scope.ts';

/** `opening`: where the candidates go; without it to the only opening, and nowhere where there are more or none. */
export type PeopleImport = {
  readonly list: PeopleFile;
  readonly calendars: readonly CalendarSource[];
  readonly opening?: string;
};

export type ImportReport = {
  readonly people: number;
  readonly rooms: number;
  readonly candidates: CandidateReport;
  readonly calendars: readonly CalendarReport[];
};

/** What became of the listed candidates; without an opening they joined none, because there is none or several. */
type CandidateReport = {
  readonly listed: number;
  readonly added: number;
  readonly opening?: { readonly id: string; readonly title: string };
  readonly openings: number;
};

type CalendarReport = {
  readonly fileName: string;
  readonly person?: string;
  readonly busyBlocks: number;
  readonly refused?: string;
  readonly skipped: readonly Skipped[];
};

type Read = Ownership & { readonly reading: CalendarReading };
type Work = {
  readonly context: Context;
  readonly tables: Writing;
  readonly organisation: Organisation;
  readonly list: PeopleFile;
};

/** All or nothing, calendars aside: each that is refused is told of, and the rest is used. */
export async function importPeople(
  context: Context,
  organisationId: string,
  given: PeopleImport,
): Promise<Result<ImportReport, Refusal>> {
  const asked = await reading(context, organisationId, async (tables, { id, timeZone }) =>
    ok({ zone: timeZone, there: await tables.people.list(id) }),
  );
  if (!asked.ok) return asked;
  const { zone, there } = asked.value;
  const drafted = checked(given.list, zone, context.now().slice(0, 10));
  if (!drafted.ok) return drafted;
  const reads = await Promise.all(
    given.calendars.map((source) =>
      readOne(context, source, { list: given.list, zone, there, wanted: drafted.value.calendars }),
    ),
  );
  return writing(context, organisationId, async (tables, organisation) => {
    const work: Work = { context, tables, organisation, list: given.list };
    const ids = await keepPeople(work);
    if (!ids.ok) return ids;
    const training = await keepTraining(work, ids.value);
    if (!training.ok) return training;
    const calendars = await keepCalendars(work, reads, ids.value);
    const rooms = await keepRooms(work);
    if (!rooms.ok) return rooms;
    const candidates = await keepCandidates(work, drafted.value.candidates, given.opening);
    if (!candidates.ok) return candidates;
    const { report, added } = candidates.value;
    const kept = { people: [...ids.value.values()], rooms: rooms.value, applications: added };
    recordImport(work, kept, calendars.filter(({ refused }) => refused === undefined).length);
    return ok({
      people: given.list.people.length,
      rooms: rooms.value.length,
      candidates: report,
      calendars,
    });
  });
}

type Kept = { readonly [Name in 'people' | 'rooms' | 'applications']: readonly string[] };

/** Files of which nothing could be used have changed nothing. */
function recordImport(
  { context, tables, organisation: { id }, list }: Work,
  kept: Kept,
  calendars: number,
): void {
  const nothing = Object.values(kept).every((ids) => ids.length === 0) && calendars === 0;
  if (nothing && list.walking === undefined) return;
  const details = { ...kept, calendars };
  record(context, tables, { organisation: id, action: 'people-imported', id, details });
}

type Checked = {
  readonly calendars: readonly CalendarWanted[];
  readonly candidates: readonly ProblemCandidate[];
};

/** What does not fit together in the list is found by drafting a problem from it, as the command line does. */
function checked(list: PeopleFile, timeZone: string, today: string): Result<Checked, Refusal> {
  const template: TemplateFile = { format: 'loop-template/1', timeZone, ...BLANK_TEMPLATE };
  const soon = Temporal.PlainDate.from(today).add({ days: 6 }).toString();
  const draft = draftProblem(template, list, { from: today, to: soon });
  if (draft.ok) return ok({ calendars: draft.value.calendars, candidates: draft.value.around.candidates });
  const faults = [...draft.problem.people, ...draft.problem.template, ...draft.problem.dates];
  return refuse(faulty('This list of people cannot be used. Nothing was changed.', faults));
}

async function readOne(
  context: Context,
  source: CalendarSource,
  around: Around & { readonly zone: string },
): Promise<Read> {
  const { owner, stranger } = ownerOf(source.name, around);
  const address = owner?.email === undefined ? {} : { email: owner.email };
  const read = await readFor(context, { timeZone: owner?.timeZone ?? around.zone, ...address }, source);
  return { reading: read, owner, stranger };
}

/**
 * Who is there already, by e-mail address or else by name, is changed and not doubled: what the list does not say of
 * them stays.
 */
async function keepPeople(work: Work): Promise<Result<ReadonlyMap<string, string>, Refusal>> {
  const { context, tables, organisation, list } = work;
  const there = await tables.people.list(organisation.id);
  const ids = new Map<string, string>();
  const kept = new Set<string>();
  for (const listed of list.people) {
    const said = saidOf(listed, list);
    const known = there.find((person) => !kept.has(person.id) && samePerson(person, listed));
    const id = known?.id ?? context.newId();
    ids.set(listed.id, id);
    kept.add(id);
    if (known === undefined) {
      const fresh = { name: listed.id, timeZone: organisation.timeZone, works: [], pools: [], ...said };
      await tables.people.insert(organisation.id, { ...fresh, id, feedToken: context.newToken() });
    } else if (!(await tables.people.update(organisation.id, id, { ...known, ...said }))) {
      return refuse(changedMeanwhile('person'));
    }
  }
  return ok(ids);
}

function samePerson(person: PersonRecord, { email, id, name = id }: ListedPerson): boolean {
  if (email !== undefined && person.email !== undefined) {
    return person.email.toLowerCase() === email.toLowerCase();
  }
  return person.name === name;
}

function saidOf(listed: ListedPerson, { pools }: PeopleFile): Partial<PersonDetails> {
  const { id, name, email, timeZone, works, prefers, maxPerDay, maxPerWeek, gap } = listed;
  return {
    ...(name === undefined ? {} : { name }),
    ...(timeZone === undefined ? {} : { timeZone }),
    ...(works === undefined ? {} : { works }),
    ...(pools === undefined ? {} : { pools: poolsOf(id, pools) }),
    ...(email === undefined ? {} : { email }),
    ...(prefers === undefined ? {} : { prefers }),
    ...(maxPerDay === undefined ? {} : { maxPerDay }),
    ...(maxPerWeek === undefined ? {} : { maxPerWeek }),
    ...(gap === undefined ? {} : { gap }),
  };
}

function poolsOf(id: string, pools: NonNullable<PeopleFile['pools']>): string[] {
  return Object.entries(pools).flatMap(([pool, members]) => (members.includes(id) ? [pool] : []));
}

async function keepCalendars(
  { context, tables, organisation }: Work,
  reads: readonly Read[],
  ids: ReadonlyMap<string, string>,
): Promise<CalendarReport[]> {
  const there = new Set((await tables.people.list(organisation.id)).map(({ id }) => id));
  const reports: CalendarReport[] = [];
  for (const read of reads) {
    const { listed, known = ids.get(listed ?? '') ?? '' } = read.owner ?? {};
    const here = there.has(known);
    reports.push(reportOf(here ? read : { ...read, owner: undefined }));
    if (!here || read.reading.refused !== undefined) continue;
    await tables.calendars.keep(organisation.id, known, calendarFrom(read.reading, context.now()));
  }
  return reports;
}

/** The ids of the listed rooms. */
async function keepRooms({
  context,
  tables,
  organisation,
  list,
}: Work): Promise<Result<readonly string[], Refusal>> {
  const there = await tables.rooms.list(organisation.id);
  const kept = new Set<string>();
  for (const listed of list.rooms ?? []) {
    const said = saidOfRoom(listed);
    const known = there.find(
      (room) => !kept.has(room.id) && room.name === said.name && room.site === said.site,
    );
    const id = known?.id ?? context.newId();
    kept.add(id);
    if (known === undefined) await tables.rooms.insert(organisation.id, { features: [], ...said, id });
    else if (!(await tables.rooms.update(organisation.id, id, { ...known, ...said }))) {
      return refuse(changedMeanwhile('room'));
    }
  }
  if (list.walking !== undefined) await tables.rooms.setWalking(organisation.id, list.walking);
  return ok([...kept]);
}

function saidOfRoom({
  id,
  name = id,
  seats,
  features,
  site,
}: ListedRoom): Partial<RoomDetails> & { name: string } {
  return {
    name,
    ...(features === undefined ? {} : { features }),
    ...(seats === undefined ? {} : { seats }),
    ...(site === undefined ? {} : { site }),
  };
}

/** The candidates join an opening; who is in it already by that name stays as they are. */
async function keepCandidates(
  { context, tables, organisation, list }: Work,
  candidates: readonly ProblemCandidate[],
  asked: string | undefined,
): Promise<Result<{ readonly report: CandidateReport; readonly added: readonly string[] }, Refusal>> {
  const openings = await tables.openings.list(organisation.id);
  const listed = { listed: candidates.length, openings: openings.length };
  const only = openings.length === 1 ? openings[0] : undefined;
  const opening = asked === undefined ? only : openings.find(({ id }) => id === asked);
  if (opening === undefined) {
    return asked === undefined
      ? ok({ report: { ...listed, added: 0 }, added: [] })
      : refuse(notFound('opening'));
  }
  const there = await tables.applications.ofOpening(organisation.id, opening.id);
  const fresh = candidates.filter(({ id, name = id }) => there.every((known) => known.name !== name));
  const added: string[] = [];
  for (const { id, name = id, timeZone = organisation.timeZone, available = [] } of fresh) {
    const application = context.newId();
    added.push(application);
    const email = list.candidates.find((listed) => listed.id === id)?.email;
    await tables.applications.insert(organisation.id, {
      name,
      timeZone,
      available,
      ...(email === undefined ? {} : { email }),
      id: application,
      candidate: context.newId(),
      opening: opening.id,
      at: context.now(),
    });
  }
  const { id, title } = opening;
  return ok({ report: { ...listed, added: added.length, opening: { id, title } }, added });
}

function reportOf({ reading: read, owner, stranger }: Read): CalendarReport {
  const refused =
    read.refused === undefined ? undefined : `line ${read.refused.line}: ${read.refused.reason}`;
  const because = owner === undefined ? stranger : refused;
  return {
    fileName: read.name,
    ...(owner === undefined ? {} : { person: owner.name }),
    busyBlocks: because === undefined ? read.busy.length : 0,
    ...(because === undefined ? {} : { refused: because }),
    skipped: skippedOf(read),
  };
}
