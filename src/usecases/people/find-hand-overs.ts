import {
  engagementsOf,
  factsAfter,
  hasBegun,
  leavingText,
  offersOf,
  sessionsLeft,
  type Leaving,
  type LeavingLoop,
} from '#domain/people/leaving.ts';
import type { LoopHappening } from '#domain/repair/loop-repair.ts';
import type { Engagement, Loop } from '#domain/loop/loop.ts';
import type { PersonRecord } from '#domain/people/people.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Reading } from '#store/store.ts';
import type { Context } from '#usecases/context.ts';
import { repairsFrom } from '#usecases/loop/find-repairs.ts';
import { END_OF_TIME } from './list-people.ts';
import { repairFacts, struckBy, type RepairFacts } from '#usecases/loop/repair-facts.ts';
import type { PersonKey } from './save-person.ts';
import { reading } from '#usecases/scope.ts';

/** Which of the offers somebody chose for which loop. */
export type ChosenOffer = { readonly loop: string; readonly key: string };

/**
 * The loops in which somebody who leaves still has sessions, each with its hand-overs. They are looked for one after
 * the other, each as if those before were done, so that no colleague is taken twice. Nothing is written.
 */
export async function findHandOvers(
  context: Context,
  key: PersonKey,
  chosen: readonly ChosenOffer[],
): Promise<Result<Leaving, Refusal>> {
  const loaded = await reading(context, key.organisation, (tables) => leavingFacts(tables, context, key));
  if (!loaded.ok) return loaded;
  const { person, loops } = loaded.value;
  const handedOver = new Map<string, readonly Engagement[]>();
  const shown: LeavingLoop[] = [];
  for (const one of loops) {
    const wanted = chosen.find(({ loop }) => loop === one.loop.id)?.key;
    const found = await handOversOf(context, one, { person, handedOver, wanted });
    if (!found.ok) return found;
    shown.push(found.value.shown);
    if (found.value.taken !== undefined) handedOver.set(one.loop.id, found.value.taken);
  }
  const { id, name, version } = person;
  return ok({ person: { id, name, version }, loops: shown });
}

type LoopFacts = {
  readonly loop: Loop;
  readonly candidate: string;
  readonly opening: { readonly title: string; readonly timeZone: string };
  readonly facts: Result<RepairFacts, Refusal>;
};
type Loaded = { readonly person: PersonRecord; readonly loops: readonly LoopFacts[] };

async function leavingFacts(
  tables: Reading,
  context: Context,
  { organisation, id }: PersonKey,
): Promise<Result<Loaded, Refusal>> {
  const person = await tables.people.find(organisation, id);
  if (person === undefined) return refuse(notFound('person'));
  const loops: LoopFacts[] = [];
  for (const loop of await loopsOf(tables, context, { organisation, id })) {
    const found = await tables.loops.find(organisation, loop);
    const application =
      found === undefined ? undefined : await tables.applications.find(organisation, found.application);
    const opening =
      application === undefined ? undefined : await tables.openings.find(organisation, application.opening);
    if (found === undefined || application === undefined || opening === undefined) continue;
    const key = { organisation, id: loop };
    const facts = await repairFacts(tables, context, { key, event: eventOf(id) });
    loops.push({ loop: found, candidate: application.name, opening, facts });
  }
  return ok({ person, loops });
}

/** Ids of the confirmed loops in which the person has sessions that have not ended, by the first of these. */
async function loopsOf(
  tables: Reading,
  context: Context,
  { organisation, id }: PersonKey,
): Promise<readonly string[]> {
  const span = { start: context.now(), end: END_OF_TIME };
  const engagements = await tables.loops.engagements(organisation, span);
  return [...new Set(engagements.filter(({ people }) => people.includes(id)).flatMap(({ loops }) => loops))];
}

export function eventOf(person: string): LoopHappening {
  return { what: 'leaves', person };
}

type Asked = {
  readonly person: PersonRecord;
  readonly handedOver: ReadonlyMap<string, readonly Engagement[]>;
  readonly wanted: string | undefined;
};
/** `taken`: what the chosen hand-over takes of people and rooms. */
type Found = { readonly shown: LeavingLoop; readonly taken?: readonly Engagement[] };

async function handOversOf(
  context: Context,
  { loop, candidate, opening, facts: asStored }: LoopFacts,
  { person, handedOver, wanted }: Asked,
): Promise<Result<Found, Refusal>> {
  const now = context.now();
  const known = {
    loop: loop.id,
    sequence: loop.sequence,
    candidate,
    opening: opening.title,
    timeZone: opening.timeZone,
    sessions: sessionsLeft(loop, person.id, now),
    cancellable: !hasBegun(loop, now),
  };
  const facts = asStored.ok
    ? struckBy(eventOf(person.id), { ...asStored.value, facts: factsAfter(asStored.value.facts, handedOver) })
    : asStored;
  if (!facts.ok) return ok({ shown: { ...known, offers: [], none: facts.problem.text } });
  if (facts.value.struck.hit.length === 0) {
    const text = `${known.sessions.map(({ title }) => `“${title}”`).join(', ')} has begun. It can be handed over to nobody any more; come back when it is over.`;
    return ok({ shown: { ...known, offers: [], none: text } });
  }
  const found = await repairsFrom(context, facts.value);
  if (!found.ok) return found;
  const offers = offersOf(found.value.rankings);
  const chosen = offers.find((offer) => offer.key === wanted) ?? offers[0];
  if (chosen === undefined) {
    return ok({
      shown: {
        ...known,
        offers,
        none: leavingText(found.value.none ?? 'Nobody else can take these sessions.', person.name),
      },
    });
  }
  const taken = engagementsOf(loop, chosen, facts.value.facts.application.candidate);
  return ok({ shown: { ...known, offers, chosen: chosen.key }, taken });
}
