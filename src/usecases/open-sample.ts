import type { LocalDate } from '#domain/loop-problem.ts';
import type { Organisation } from '#domain/organisation.ts';
import type { Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { sampleFor, type Sample } from '#domain/sample.ts';
import type { NewCalendar } from '#store/calendars.ts';
import type { Writing } from '#store/store.ts';
import { confirmPlan } from './confirm-plan.ts';
import type { Context } from './context.ts';
import { findADay } from './find-a-day.ts';
import { calendarFrom, readFor } from './read-calendar-file.ts';
import type { ApplicationKey } from './save-candidate.ts';
import { told } from './scope.ts';

const PATIENCE = 5000;

/** The sample organisation: made when it is first asked for, the same one ever after. */
export async function openSample(context: Context): Promise<Result<Organisation, Refusal>> {
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
  if (toPlan !== undefined) await planOne(context, toPlan, today);
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

/** `toPlan`: who of the candidates is to have a confirmed loop from the start. */
type Made = { readonly organisation: Organisation; readonly toPlan?: ApplicationKey };

async function make(given: {
  readonly context: Context;
  readonly tables: Writing;
  readonly sample: Sample;
  readonly calendars: readonly NewCalendar[];
}): Promise<Made> {
  const { context, tables, sample, calendars } = given;
  const at = context.now();
  const { name, timeZone } = sample;
  const organisation: Organisation = { id: context.newId(), name, timeZone, sample: true };
  await tables.organisations.insert(organisation, at);
  for (const [index, { details }] of sample.people.entries()) {
    const [id, feedToken, calendar] = [context.newId(), context.newToken(), calendars[index]];
    await tables.people.insert(organisation.id, { ...details, id, feedToken });
    if (calendar !== undefined) await tables.calendars.keep(organisation.id, id, calendar);
  }
  for (const room of sample.rooms) {
    await tables.rooms.insert(organisation.id, { ...room, id: context.newId() });
  }
  await tables.rooms.setWalking(organisation.id, sample.walking);
  const opening = { id: context.newId(), title: sample.opening, timeZone, template: sample.template, at };
  await tables.openings.insert(organisation.id, opening);
  let last = '';
  for (const candidate of sample.candidates) {
    last = context.newId();
    const application = { ...candidate, id: last, candidate: context.newId(), opening: opening.id, at };
    await tables.applications.insert(organisation.id, application);
  }
  return { organisation, toPlan: { organisation: organisation.id, id: last } };
}

/** One candidate of the four has an agenda already. Where no day is found, the sample simply has none. */
async function planOne(context: Context, key: ApplicationKey, today: LocalDate): Promise<void> {
  const after = (days: number): LocalDate => Temporal.PlainDate.from(today).add({ days }).toString();
  // Four days hold two working days, whichever day today is.
  const range = { from: after(7), to: after(10) };
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
