import { confirmationSchema } from '#contract/day-search.ts';
import { loopViewSchema, type LoopView } from '#contract/loop.ts';
import { loopEventSchema, loopRepairsSchema, repairAcceptanceSchema } from '#contract/repair.ts';
import { shown } from '#domain/fault.ts';
import { may, type Asker } from '#domain/policy/policy.ts';
import { faulty, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import { needsFor, offeredTo, sitsAmong } from '#domain/policy/sight.ts';
import { LIMITS } from '#http/limits.ts';
import { inEvent, inPlan } from '#http/named.ts';
import { asks, tells, type Asked, type Route } from '#http/route.ts';
import { acceptRepair } from '#usecases/loop/accept-repair.ts';
import { cancelLoop } from '#usecases/loop/cancel-loop.ts';
import { confirmPlan } from '#usecases/planning/confirm-plan.ts';
import type { Context } from '#usecases/context.ts';
import { findRepairs } from '#usecases/loop/find-repairs.ts';
import { showLoop, type LoopShown } from '#usecases/loop/show-loop.ts';
import { viewOfStored } from '#usecases/planning/show-superday.ts';
import { agendaPath } from './links.ts';
import { keyOf } from './people.ts';

export function planningRoutes(context: Context): readonly Route[] {
  return [
    tells({
      method: 'POST',
      path: '/api/o/:o/candidates/:id/confirm',
      may: { deed: 'plan', of: 'application' },
      names: inPlan,
      body: confirmationSchema,
      answer: loopViewSchema,
      run: async (asked) => {
        const key = idempotencyKey(asked);
        if (!key.ok) return key;
        const request = { key: key.value, fingerprint: asked.fingerprint() };
        return loopViewed(
          await confirmPlan(context, keyOf(asked), { choice: asked.body, request }),
          await asked.whoAsks(),
        );
      },
    }),
    asks({
      method: 'GET',
      path: '/api/o/:o/loops/:id',
      may: { deed: 'see-loop', of: 'loop' },
      answer: loopViewSchema,
      run: async (asked) => loopViewed(await showLoop(context, keyOf(asked)), await asked.whoAsks()),
    }),
    tells({
      method: 'POST',
      path: '/api/o/:o/loops/:id/repairs',
      may: { deed: 'plan', of: 'loop' },
      names: inEvent,
      body: loopEventSchema,
      answer: loopRepairsSchema,
      run: (asked) => findRepairs(context, keyOf(asked), asked.body),
    }),
    tells({
      method: 'POST',
      path: '/api/o/:o/loops/:id/repair',
      may: { deed: 'plan', of: 'loop' },
      names: ({ event, plan }) => [...inEvent(event), ...inPlan(plan)],
      body: repairAcceptanceSchema,
      answer: loopViewSchema,
      run: async (asked) => {
        const key = idempotencyKey(asked);
        if (!key.ok) return key;
        const { event, sequence, plan: choice } = asked.body;
        const request = { key: key.value, fingerprint: asked.fingerprint() };
        const accepted = { event, sequence, choice, request };
        return loopViewed(await acceptRepair(context, keyOf(asked), accepted), await asked.whoAsks());
      },
    }),
    asks({
      method: 'POST',
      path: '/api/o/:o/loops/:id/cancel',
      may: { deed: 'plan', of: 'loop' },
      answer: loopViewSchema,
      run: async (asked) => loopViewed(await cancelLoop(context, keyOf(asked)), await asked.whoAsks()),
    }),
  ];
}

/** So that a choice that is sent twice, because the answer was lost, is stored once. */
export function idempotencyKey({ headers }: Asked<unknown>): Result<string, Refusal> {
  const key = headers.get('idempotency-key') ?? '';
  if (/^[\x21-\x7e]+$/.test(key) && key.length <= LIMITS.keyLength) return ok(key);
  const expected = `1 to ${LIMITS.keyLength} visible characters, new for each choice`;
  const fault = { place: 'Idempotency-Key', found: key === '' ? 'nothing' : shown(key), expected };
  return refuse(faulty('The request needs an Idempotency-Key.', [fault]));
}

export function loopViewed(result: Result<LoopShown, Refusal>, asker: Asker): Result<LoopView, Refusal> {
  if (!result.ok) return result;
  const { loop, facts, rows, outside, needs, conflicts, moved } = result.value;
  const { opening, application } = facts;
  const known = { kind: 'loop', id: loop.id, opening: opening.id } as const;
  const whole = may(asker, 'see-whole-loop', known);
  const sessions = whole ? loop.sessions : loop.sessions.filter(({ people }) => sitsAmong(asker, people));
  return ok({
    id: loop.id,
    status: loop.status,
    opening: { id: opening.id, title: opening.title, timeZone: opening.timeZone },
    candidate: {
      id: application.id,
      name: application.name,
      timeZone: application.timeZone,
      ...needsFor(asker, { kind: 'application', id: application.id, opening: opening.id }, needs),
    },
    sessions: sessions.map(viewOfStored),
    rows: whole ? rows : rowsOf(sessions, rows),
    ...(whole ? linksOf(loop) : {}),
    ...(may(asker, 'give-links', known) ? { outside } : {}),
    ...(may(asker, 'plan', known) ? { conflicts, moved } : {}),
    ...youIn(asker, sessions),
    can: offeredTo(asker, known),
  });
}

/** Who asks, where they sit in one of the sessions. */
function youIn(asker: Asker, sessions: LoopShown['loop']['sessions']): Pick<LoopView, 'you'> {
  const sits = sessions.some(({ people }) => sitsAmong(asker, people));
  return typeof asker === 'string' || !sits ? {} : { you: asker.person };
}

/** What the candidate is sent, and the superday with all its candidates. */
function linksOf({ token, superday }: LoopShown['loop']): Pick<LoopView, 'agenda' | 'superday'> {
  return {
    ...(token === undefined ? {} : { agenda: agendaPath(token) }),
    ...(superday === undefined ? {} : { superday }),
  };
}

/** Those who hold these sessions and where; nobody's other time is shown. */
function rowsOf(sessions: LoopShown['loop']['sessions'], rows: LoopShown['rows']): LoopShown['rows'] {
  const ids = sessions.flatMap(({ people, room }) => [...people.map(({ id }) => id), room?.id]);
  return rows
    .filter(({ id, kind }) => kind === 'candidate' || ids.includes(id))
    .map((row) => ({ ...row, busy: [] }));
}
