import { withCandidate, type LoopSession } from '#domain/loop/loop.ts';
import { fairLoads } from '#domain/planning/fair-load.ts';
import type { Opening } from '#domain/organisation/opening.ts';
import { spanOfDays } from '#domain/planning/planning-facts.ts';
import { notFound, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import {
  boardOf,
  type Board,
  type BoardSession,
  type SuperdayFacts,
  type SuperdayLoop,
  type SuperdaySummary,
} from '#domain/planning/superday.ts';
import { superdayWords } from '#domain/planning/superday-words.ts';
import { dateAt, minuteOf } from '#domain/time/zoned.ts';
import type { Reading } from '#store/store.ts';
import type { StoredSuperday } from '#store/loops/superdays.ts';
import type { Context } from '#usecases/context.ts';
import { reading } from '#usecases/scope.ts';
import type { OpeningKey } from '#usecases/opening/show-opening.ts';
import { superdayFacts } from './superday-facts.ts';

export type SuperdayKey = { readonly organisation: string; readonly id: string };

/** `board` holds the loops that stand, `loops` the cancelled ones too. */
export type SuperdayShown = {
  readonly id: string;
  readonly opening: Opening;
  readonly board: Board;
  readonly loops: readonly SuperdayLoop[];
  readonly told: readonly string[];
};

export function showSuperday(context: Context, key: SuperdayKey): Promise<Result<SuperdayShown, Refusal>> {
  return reading(context, key.organisation, (tables) => superdayShown(tables, context, key));
}

/** Those of an opening in which a loop stands. */
export function listSuperdays(
  context: Context,
  { organisation, id }: OpeningKey,
): Promise<Result<readonly SuperdaySummary[], Refusal>> {
  return reading(context, organisation, async (tables) => {
    const opening = await tables.openings.find(organisation, id);
    if (opening === undefined) return refuse(notFound('opening'));
    return ok(await tables.superdays.ofOpening(organisation, id));
  });
}

export async function superdayShown(
  tables: Reading,
  context: Context,
  { organisation, id }: SuperdayKey,
): Promise<Result<SuperdayShown, Refusal>> {
  const superday = await tables.superdays.find(organisation, id);
  if (superday === undefined) return refuse(notFound('superday'));
  const loaded = await superdayFacts(
    tables,
    { organisation, id: superday.opening },
    {
      now: context.now(),
      span: (zone) => spanOfDays(datesOf(superday, zone), zone),
      candidates: superday.loops.map(({ application }) => application),
    },
  );
  if (!loaded.ok) return loaded;
  const facts = loaded.value;
  const sessions = standing(superday, facts);
  const loops = new Set(superday.loops.map((loop) => loop.id));
  const ahead = sessions.some(({ start }) => minuteOf(start) > minuteOf(facts.now));
  return ok({
    id,
    opening: facts.opening,
    board: boardOf(sessions, facts, loops),
    loops: superday.loops.map((loop) => ({
      id: loop.id,
      candidate: loop.application,
      name: nameOf(facts, loop.application),
      status: loop.status,
    })),
    // What was held counts as lately held by now, so a load that is past can no longer be told.
    told: ahead ? superdayWords(sessions, facts, fairLoads(facts)) : [],
  });
}

/** The sessions of the loops that stand, with those candidates who still come, by name. */
function standing({ loops, sessions }: StoredSuperday, facts: SuperdayFacts): BoardSession[] {
  const loopOf = new Map(
    loops.filter(({ status }) => status === 'confirmed').map(({ id, application }) => [application, id]),
  );
  return sessions.flatMap((session) => {
    const candidates = facts.applications
      .map(({ id }) => id)
      .filter((id) => session.loops.includes(loopOf.get(id) ?? ''));
    return candidates.length === 0 ? [] : [{ ...viewOfStored(session), id: session.id, candidates }];
  });
}

/** A stored session as it is shown. */
export function viewOfStored(session: LoopSession): Omit<BoardSession, 'id' | 'candidates'> {
  const { module, title, kind, purpose, evaluated, start, end, people, room, loops } = session;
  return {
    module,
    title,
    kind,
    ...(purpose === undefined ? {} : { purpose }),
    evaluated,
    start,
    end,
    people: people.map(({ id, name, seat, role }) => ({ id, name, seat, role })),
    ...(room === undefined ? {} : { room: roomShown(room) }),
    ...(loops.length > 1 && withCandidate(kind) ? { together: loops.length } : {}),
  };
}

function roomShown({
  wayThere: _way,
  ...room
}: NonNullable<LoopSession['room']>): NonNullable<BoardSession['room']> {
  return room;
}

function nameOf({ applications }: SuperdayFacts, id: string): string {
  return applications.find((one) => one.id === id)?.name ?? '';
}

function datesOf({ sessions }: StoredSuperday, zone: string): string[] {
  return [...new Set(sessions.map(({ start }) => dateAt(minuteOf(start), zone)))].sort();
}
