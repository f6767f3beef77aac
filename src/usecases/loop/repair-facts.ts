/** What a repair of one confirmed loop starts from: the loop, today's facts without it, and the problem. */
import { lateIn } from '#domain/day/day-so-far.ts';
import type { LoopProblem, PlannedSession } from '#domain/planning/loop-problem.ts';
import { datesBetween, sessionId } from '#domain/template/loop-template.ts';
import {
  factsWithout,
  repairEvent,
  sharedSessions,
  standingPlan,
  standingProblem,
} from '#domain/repair/loop-repair.ts';
import type { DaySoFar, Decline, LoopHappening } from '#domain/repair/loop-repair.ts';
import type { Loop } from '#domain/loop/loop.ts';
import { spanOfDays, type PlanningFacts } from '#domain/planning/planning-facts.ts';
import { afterEvent, type Struck } from '#domain/repair/repair-event.ts';
import type { RepairEvent } from '#domain/repair/repair.ts';
import { faulty, notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { dateAt, minuteOf } from '#domain/time/zoned.ts';
import type { Reading } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { daySoFar } from '#usecases/day/day-so-far.ts';
import { planningFacts } from '#usecases/planning/planning-facts.ts';
import type { LoopKey } from './show-loop.ts';

export type RepairFacts = {
  readonly loop: Loop;
  readonly facts: PlanningFacts;
  readonly declines: readonly Decline[];
  /** Ids of the loop's sessions that are held for other candidates too. */
  readonly shared: readonly string[];
  /** What was marked on the day itself. */
  readonly day: DaySoFar;
  /** Before the event. */
  readonly problem: LoopProblem;
  readonly sessions: readonly PlannedSession[];
  readonly event: RepairEvent;
  /** After the event. */
  readonly struck: Struck;
};

/** A loop may move to a date up to so many days after its last one. */
const LATER_DAYS = 14;

export async function repairFacts(
  tables: Reading,
  context: Context,
  { key, event }: { readonly key: LoopKey; readonly event: LoopHappening },
): Promise<Result<RepairFacts, Refusal>> {
  const { organisation, id } = key;
  const loop = await tables.loops.find(organisation, id);
  if (loop === undefined) return refuse(notFound('loop'));
  if (loop.status !== 'confirmed') {
    return refuse({ code: 'in-use', text: 'This loop was cancelled, so there is nothing to repair.' });
  }
  const loaded = await planningFacts(
    tables,
    { organisation, id: loop.application },
    { now: context.now(), span: (zone) => spanOfDays(rangeOf(loop, zone), zone) },
  );
  if (!loaded.ok) return loaded;
  const facts = factsWithout(loaded.value, id);
  const shared = sharedSessions(loaded.value, id);
  const declines = await tables.declines.ofLoop(organisation, id);
  const day = await daySoFar(context, tables, { organisation, loop, application: facts.application });
  return struckBy(event, { loop, facts, declines, shared, day });
}

type Given = Pick<RepairFacts, 'loop' | 'facts' | 'declines' | 'shared' | 'day'>;

/** The problem before and after the event, by these facts. */
export function struckBy(event: LoopHappening, given: Given): Result<RepairFacts, Refusal> {
  const { loop, facts, declines, shared, day } = given;
  const standing = standingPlan(loop, facts);
  if (!standing.ok) {
    const text =
      'The loop template was changed after this loop was confirmed. Cancel the loop and find another day.';
    return refuse({ code: 'changed-meanwhile', text });
  }
  const problem = standingProblem(facts, daysOf(loop, facts), { loop, declines, shared });
  const asked = repairEvent(event, facts, lateIn(problem, day));
  const struck = afterEvent(problem, { sessions: standing.value }, asked);
  if (event.what === 'behind' && (!struck.ok || struck.value.hit.length === 0)) return refuse(ALL_IN_TIME);
  if (!struck.ok) return refuse(faulty(eventText(struck.problem), struck.problem));
  const together = problem.frozen?.find((session) => struck.value.hit.includes(session));
  if (together !== undefined) return refuse(sharedRefusal(together, given));
  return ok({ ...given, problem, sessions: standing.value, event: asked, struck: struck.value });
}

const ALL_IN_TIME: Refusal = {
  code: 'in-use',
  text: 'By what was marked, nothing of this day runs so late that a session to come must be changed.',
};

/** What is held for several candidates is not changed for the sake of one. */
function sharedRefusal(hit: string, { loop, facts }: Given): Refusal {
  const session = loop.sessions.find(({ module }) => sessionId(facts.application.id, module) === hit);
  const text = `${session?.title ?? 'A session'} is held for several candidates together, so it cannot be changed for one of them. Cancel the loops that it belongs to and plan them again, or cancel this loop alone.`;
  return { code: 'in-use', text };
}

function eventText(faults: readonly { readonly found: string; readonly expected: string }[]): string {
  const [first] = faults;
  return first === undefined
    ? 'This did not happen to the loop.'
    : `This does not fit the loop: found ${first.found}, expected ${first.expected}.`;
}

/** From the loop's first date to two weeks after its last. */
function rangeOf(loop: Loop, zone: string): string[] {
  const dates = loop.sessions.map(({ start }) => dateAt(minuteOf(start), zone)).sort();
  const [first, last] = [dates[0] ?? '1970-01-01', dates.at(-1) ?? '1970-01-01'];
  return [first, Temporal.PlainDate.from(last).add({ days: LATER_DAYS }).toString()];
}

/** The weekdays of the template, and the dates on which the loop stands in any case. */
function daysOf(loop: Loop, { opening }: PlanningFacts): string[] {
  const [from, to] = rangeOf(loop, opening.timeZone);
  const own = loop.sessions.map(({ start }) => dateAt(minuteOf(start), opening.timeZone));
  const open = datesBetween(from ?? '', to ?? '', opening.template.weekdays);
  return [...new Set([...own, ...open])].sort();
}
