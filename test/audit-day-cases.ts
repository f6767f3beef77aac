/** The cases of `audit-cases.ts` that are about the day itself. */
import { sql } from 'kysely';
import type { DayLoop, DaySheet } from '#contract/day.ts';
import type { LoopView } from '#contract/loop.ts';
import type { OpenStore } from '#store/database/open.ts';
import type { AuditCase } from './audit-cases.ts';
import type { Small } from './small-organisation.ts';
import type { Answer } from './web-server.ts';

const NONE = '00000000-0000-7000-8000-000000000000';

/** As if all sessions of the organisation had begun five minutes ago. */
export async function heldNow(store: OpenStore, organisation: string): Promise<void> {
  await sql`update session set starts_at = now() - interval '5 minutes', ends_at = now() + interval '40 minutes'
    where organisation_id = ${organisation}`.execute(store.db);
}

type Given = {
  readonly ask: (method: string, small: Small, rest: string, body?: unknown) => Promise<Answer>;
  readonly store: () => OpenStore;
  readonly confirmed: (small: Small) => Promise<LoopView>;
};

export function auditDayCases({ ask, store, confirmed }: Given): Readonly<Record<string, AuditCase>> {
  const today = async (small: Small): Promise<DayLoop> => {
    const { id } = await confirmed(small);
    await heldNow(store(), small.organisation);
    const { loops } = (await ask('GET', small, 'day')).json<DaySheet>();
    const day = loops.find((loop) => loop.id === id);
    if (day === undefined) throw new Error('the loop is not shown');
    return day;
  };
  return {
    'PUT /api/o/:o/openings/:id/day-notes': {
      records: ['day-notes-saved'],
      done: (small) =>
        ask('PUT', small, `openings/${small.opening}/day-notes`, { arrival: 'Main gate', version: 1 }),
      refused: (small) =>
        ask('PUT', small, `openings/${small.opening}/day-notes`, { arrival: 'Main gate', version: 7 }),
    },
    'POST /api/o/:o/loops/:id/marks': {
      records: ['plan-confirmed', 'day-marked', 'day-marked'],
      done: async (small) => {
        const { id, sessions } = await today(small);
        await ask('POST', small, `loops/${id}/marks`, { what: 'arrived' });
        await ask('POST', small, `loops/${id}/marks`, { what: 'arrived' });
        return ask('POST', small, `loops/${id}/marks`, { what: 'started', session: sessions[0]?.id });
      },
      refused: async (small) =>
        ask('POST', small, `loops/${(await confirmed(small)).id}/marks`, { what: 'arrived' }),
    },
    'POST /api/o/:o/loops/:id/marks/:mark/undo': {
      records: ['plan-confirmed', 'day-marked', 'mark-taken-back'],
      done: async (small) => {
        const { id } = await today(small);
        const marked = (await ask('POST', small, `loops/${id}/marks`, { what: 'arrived' })).json<DayLoop>();
        await ask('POST', small, `loops/${id}/marks/${marked.arrived?.id}/undo`);
        return ask('POST', small, `loops/${id}/marks/${marked.arrived?.id}/undo`);
      },
      refused: async (small) => ask('POST', small, `loops/${(await today(small)).id}/marks/${NONE}/undo`),
    },
  };
}
