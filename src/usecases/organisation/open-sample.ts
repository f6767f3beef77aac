import type { LocalDate } from '#domain/planning/loop-problem.ts';
import type { Organisation } from '#domain/organisation/organisation.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { sampleFor, type Sample } from '#domain/organisation/sample.ts';
import type { NewCalendar } from '#store/calendars/calendar-changes.ts';
import type { Writing } from '#store/store.ts';
import { confirmPlan } from '#usecases/planning/confirm-plan.ts';
import { confirmSuperday } from '#usecases/planning/confirm-superday.ts';
import type { Context } from '#usecases/context.ts';
import { findADay } from '#usecases/planning/find-a-day.ts';
import { planSuperday } from '#usecases/planning/plan-superday.ts';
import { calendarFrom, readFor } from '#usecases/calendars/read-calendar-file.ts';
import { record } from '#usecases/audit/record.ts';
import type { ApplicationKey } from '#usecases/opening/save-candidate.ts';
import { told } from '#usecases/scope.ts';
import type { OpeningKey } from '#usecases/opening/show-opening.ts';

const PATIENCE = 5000;
/** A good plan of the sample is found in a tenth of it. */
const SUPERDAY_SECONDS = 1;

const NOT_HERE: Refusal = {
  code: 'not-found',
  text: 'There is no sample on a server that serves others, because everybody would change it for everybody. Start Second Round on your own computer to look at it.',
};

/** The sample organisation: made when it is first asked for, the same one ever after. */
export async function openSample(context: Context): Promise<Result<Organisation, Refusal>> {
  if (context.servesOthers) return refuse(NOT_HERE);
  const there = await context.store.read((tables) => tables.organisations.sample());
  if (there !== undefined) return ok(there);
  const today = context.now().slice(0, 10);
  const sample = sampleFor(today);
  const calendars = await Promise.all(sample.people.map((person) => calendarOf(context, person)));
  const done = await context.store.write(async (tables) => {
    await tables.organisations.lockSample();
    const since = await tables.organisations.sample();
    if (since !== undefined) return ok<Made>({ organisation: since });
    return ok<Made>(await make({ context, tables, sample, calendars }));
  });
  if (!done.ok) return refuse(told(done.problem));
  const { organisation, toPlan } = done.value;
  if (toPlan !== undefined) {
    await planOne(context, toPlan.one, sample.planned);
    await planTogether(context, { ...toPlan, day: sample.superday.day });
  }
  return ok(organisation);
}

async function calendarOf(
  context: Context,
  { details, calendar }: Sample['people'][number],
): Promise<NewCalendar> {
  const bytes = new TextEncoder().encode(calendar);
  const name = `${details.email ?? details.name}.ics`;
  const read = await readFor(context, details, { name, bytes });
  if (read.refused !== undefined) throw new Error(`${name}:${read.refused.line}: ${read.refused.reason}`);
  return calendarFrom(read, context.now());
}

/** Who is to have a confirmed loop from the start: one candidate, and many on a superday. */
type ToPlan = {
  readonly one: ApplicationKey;
  readonly opening: OpeningKey;
  readonly many: readonly string[];
};
type Made = { readonly organisation: Organisation; readonly toPlan?: ToPlan };

async function make(given: {
  readonly context: Context;
  readonly tables: Writing;
  readonly sample: Sample;
  readonly calendars: readonly NewCalendar[];
}): Promise<Made> {
  const { context, tables, sample, calendars } = given;
  const { name, timeZone, superday } = sample;
  const organisation: Organisation = { id: context.newId(), name, timeZone, sample: true };
  await tables.organisations.insert(organisation, context.now());
  const idOf = new Map<string, string>();
  for (const [index, { details, training }] of sample.people.entries()) {
    const [id, feedToken, calendar] = [context.newId(), context.newToken(), calendars[index]];
    await tables.people.insert(organisation.id, { ...details, id, feedToken });
    idOf.set(details.name, id);
    for (const [pool, before] of Object.entries(training)) {
      const trainee = { pool, person: id, version: 1, state: 'trainee', before } as const;
      await tables.trainings.setMember(organisation.id, trainee);
    }
    if (calendar !== undefined) await tables.calendars.keep(organisation.id, id, calendar);
  }
  for (const room of sample.rooms) {
    await tables.rooms.insert(organisation.id, { ...room, id: context.newId() });
  }
  await tables.rooms.setWalking(organisation.id, sample.walking);
  record(context, tables, { organisation: organisation.id, action: 'sample-made', id: organisation.id });
  const place = { context, tables, organisation, idOf };
  const single = await makeOpening(place, { ...sample, title: sample.opening });
  const together = await makeOpening(place, { ...superday, title: superday.opening });
  return {
    organisation,
    toPlan: {
      one: { organisation: organisation.id, id: single.candidates.at(-1) ?? '' },
      opening: { organisation: organisation.id, id: together.id },
      many: together.candidates.slice(0, superday.planned),
    },
  };
}

type Place = Pick<Parameters<typeof make>[0], 'context' | 'tables'> & {
  readonly organisation: Organisation;
  /** Of each person by name. */
  readonly idOf: ReadonlyMap<string, string>;
};

/** The opening's id and those of its candidates. */
async function makeOpening(
  { context, tables, idOf, organisation: { id: organisation, timeZone } }: Place,
  given: Pick<Sample, 'template' | 'candidates' | 'hiringManager'> & { readonly title: string },
): Promise<{ readonly id: string; readonly candidates: readonly string[] }> {
  const { title, template, candidates, hiringManager } = given;
  const [id, at] = [context.newId(), context.now()];
  await tables.openings.insert(organisation, { id, title, timeZone, template, at });
  const person = idOf.get(hiringManager);
  if (person === undefined) throw new Error(`${hiringManager} is nobody of the sample`);
  await tables.teams.set(organisation, id, [{ person, role: 'hiring-manager' }]);
  const ids: string[] = [];
  for (const candidate of candidates) {
    const application = { ...candidate, id: context.newId(), candidate: context.newId(), opening: id, at };
    await tables.applications.insert(organisation, application);
    ids.push(application.id);
  }
  return { id, candidates: ids };
}

/** One candidate of the four has an agenda already. Where no day is found, the sample simply has none. */
async function planOne(context: Context, key: ApplicationKey, range: Sample['planned']): Promise<void> {
  const found = await findADay(context, key, { range, signal: AbortSignal.timeout(PATIENCE), most: 1 });
  const best = found.ok ? found.value.alternatives[0] : undefined;
  if (best === undefined) return;
  const sessions = best.sessions.map(({ module, start, end, people, room }) => ({
    module,
    start,
    end,
    people: people.map(({ id, seat }) => ({ id, seat })),
    ...(room === undefined ? {} : { room: room.id }),
  }));
  await confirmPlan(context, key, { choice: { sessions }, request: { key: 'sample', fingerprint: '' } });
}

/** Most of the programme's candidates have a superday already. Who cannot be placed is still to be planned. */
async function planTogether(
  context: Context,
  { opening, many, day }: ToPlan & { readonly day: LocalDate },
): Promise<void> {
  const signal = AbortSignal.timeout(PATIENCE);
  const found = await planSuperday(context, opening, {
    candidates: many,
    days: [day],
    signal,
    seconds: SUPERDAY_SECONDS,
  });
  if (!found.ok || found.value.board.sessions.length === 0) return;
  const sessions = found.value.board.sessions.map(({ module, candidates, start, end, people, room }) => ({
    module,
    candidates,
    start,
    end,
    people: people.map(({ id, seat }) => ({ id, seat })),
    ...(room === undefined ? {} : { room: room.id }),
  }));
  await confirmSuperday(context, opening, {
    choice: { sessions },
    request: { key: 'sample', fingerprint: '' },
  });
}
