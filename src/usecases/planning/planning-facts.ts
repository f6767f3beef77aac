import type { Instant, Interval } from '#domain/planning/loop-problem.ts';
import { factsWithout } from '#domain/repair/loop-repair.ts';
import { RECENT_DAYS, type OpeningFacts, type PlanningFacts } from '#domain/planning/planning-facts.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { instantText, minuteOf } from '#domain/time/zoned.ts';
import type { Reading } from '#store/store.ts';
import type { ApplicationKey } from '#usecases/opening/save-candidate.ts';
import type { OpeningKey } from '#usecases/opening/show-opening.ts';

const DAY = 24 * 60;
/** Limits per week count whole weeks. */
const WEEK = 7 * DAY;

type FactsAsked = { readonly now: Instant; readonly span: (zone: string) => Interval };

/** Everything that a plan within the span must fit. */
export async function planningFacts(
  tables: Reading,
  { organisation, id }: ApplicationKey,
  asked: FactsAsked,
): Promise<Result<PlanningFacts, Refusal>> {
  const application = await tables.applications.find(organisation, id);
  if (application === undefined) return refuse(notFound('candidate'));
  const key = { organisation, id: application.opening };
  const facts = await openingFacts(tables, key, { ...asked, candidates: [id] });
  return facts.ok ? ok({ ...facts.value, application }) : facts;
}

/** The same for a day in the place of the one that the candidate has, if there is one: what that takes is free for it. */
export async function factsForAnotherDay(
  tables: Reading,
  key: ApplicationKey,
  asked: FactsAsked,
): Promise<Result<PlanningFacts, Refusal>> {
  const loaded = await planningFacts(tables, key, asked);
  const loop = await tables.loops.confirmedOf(key.organisation, key.id);
  if (!loaded.ok || loop === undefined) return loaded;
  // What stands side by side today says nothing about another day.
  const { standing: _standing, ...facts } = factsWithout(loaded.value, loop);
  return ok(facts);
}

/** The same for whoever of the opening is planned; what is held for these candidates themselves is free for them. */
export async function openingFacts(
  tables: Reading,
  { organisation, id }: OpeningKey,
  asked: FactsAsked & { readonly candidates?: readonly string[] },
): Promise<Result<OpeningFacts, Refusal>> {
  const opening = await tables.openings.find(organisation, id);
  if (opening === undefined) return refuse(notFound('opening'));
  const span = asked.span(opening.timeZone);
  const since = Math.min(minuteOf(asked.now) - RECENT_DAYS * DAY, minuteOf(span.start) - WEEK);
  const around = { start: instantText(since, 'UTC'), end: instantText(minuteOf(span.end) + WEEK, 'UTC') };
  return ok({
    now: asked.now,
    opening,
    people: await tables.people.list(organisation),
    pools: await tables.people.pools(organisation),
    trainees: await tables.trainings.trainees(organisation),
    rooms: await tables.rooms.list(organisation),
    walking: await tables.rooms.walking(organisation),
    calendarBusy: await tables.calendars.busy(organisation, span),
    engagements: [
      ...(await tables.loops.engagements(organisation, around)),
      ...(await tables.offers.held(organisation, around, asked.candidates ?? [])),
    ],
  });
}
