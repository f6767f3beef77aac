import { changedMeanwhile, notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { RequestKey } from '#store/loops/kept-answers.ts';
import type { Writing } from '#store/store.ts';
import { accept, idsToLock, type RepairWork } from '#usecases/loop/accept-repair.ts';
import type { Choice } from '#usecases/planning/choice.ts';
import type { Context } from '#usecases/context.ts';
import { eventOf } from './find-hand-overs.ts';
import { upcomingSessions } from './list-people.ts';
import { once } from '#usecases/once.ts';
import { letGo } from './remove-person.ts';
import type { PersonKey } from './save-person.ts';
import { writing } from '#usecases/scope.ts';
import { tellLoops } from '#usecases/telling/tell-loops.ts';

/**
 * `version` is the person's, `sequence` that of each loop, as they were shown. `all`: these were all the loops in which
 * the person still has sessions, so that whatever came since refuses the whole.
 */
export type HandOver = {
  readonly version: number;
  readonly all: boolean;
  readonly loops: readonly { readonly loop: string; readonly sequence: number; readonly choice: Choice }[];
  readonly request: Omit<RequestKey, 'action'>;
};

/** `left`: sessions still to come; without any the person was removed. */
export type HandedOver = { readonly removed: boolean; readonly left: number };

/**
 * Books the hand-overs of these loops in one transaction, each judged by the facts after those before it; and removes
 * the person in the same transaction when no session of theirs is left.
 */
export function handOver(
  context: Context,
  key: PersonKey,
  asked: HandOver,
): Promise<Result<HandedOver, Refusal>> {
  const request = { ...asked.request, action: `leave ${key.id}` };
  return writing(context, key.organisation, (tables) =>
    once(tables, { organisation: key.organisation, request, at: context.now() }, () =>
      handOverAll({ tables, context, key, asked }),
    ),
  );
}

type Work = {
  readonly tables: Writing;
  readonly context: Context;
  readonly key: PersonKey;
  readonly asked: HandOver;
};

async function handOverAll(work: Work): Promise<Result<HandedOver, Refusal>> {
  const { tables, context, key, asked } = work;
  const { organisation, id } = key;
  const repairs = asked.loops.map(({ loop, sequence, choice }): RepairWork => {
    const accepted = { event: eventOf(id), sequence, choice };
    return { tables, context, key: { organisation, id: loop }, accepted };
  });
  await lockAll(work, repairs);
  const person = await tables.people.find(organisation, id);
  if (person === undefined) return refuse(notFound('person'));
  if (person.version !== asked.version) return refuse(changedMeanwhile('person'));
  for (const repair of repairs) {
    const stale = await changedLoop(repair);
    if (stale !== undefined) return refuse(await namingLoop(repair, stale));
  }
  for (const repair of repairs) {
    const done = await accept(repair);
    if (!done.ok) return refuse(await namingLoop(repair, done.problem));
  }
  await tellLoops(context, tables, { organisation, loops: repairs.map((repair) => repair.key.id) });
  const left = (await upcomingSessions(tables, organisation, context.now())).get(id) ?? 0;
  if (left > 0) {
    return asked.all ? refuse(changedMeanwhile('list of sessions')) : ok({ removed: false, left });
  }
  const gone = await letGo(context, tables, key);
  return gone.ok ? ok({ removed: true, left }) : gone;
}

/** In one go, so that two hand-overs at once cannot wait for each other. */
async function lockAll(
  { tables, key: { organisation, id } }: Work,
  repairs: readonly RepairWork[],
): Promise<void> {
  const ids = new Set([id]);
  for (const repair of repairs) for (const one of await idsToLock(repair)) ids.add(one);
  await tables.bookings.lock(organisation, [...ids]);
}

/** Looked at before anything is booked, so that the first loop is not blamed for a change of the second. */
async function changedLoop({
  tables,
  key: { organisation, id },
  accepted,
}: RepairWork): Promise<Refusal | undefined> {
  const loop = await tables.loops.find(organisation, id);
  if (loop === undefined) return notFound('loop');
  return loop.sequence === accepted.sequence ? undefined : changedMeanwhile('loop');
}

/** Of several loops, which one stands in the way. */
async function namingLoop(
  { tables, key: { organisation, id } }: RepairWork,
  problem: Refusal,
): Promise<Refusal> {
  const loop = await tables.loops.find(organisation, id);
  const application =
    loop === undefined ? undefined : await tables.applications.find(organisation, loop.application);
  const whose = application === undefined ? '' : `Second interview of ${application.name}: `;
  return { ...problem, text: `${whose}${problem.text} Nothing was handed over.` };
}
