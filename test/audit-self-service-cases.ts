/** The cases of `audit-cases.ts` that are about a candidate's own part. */
import { randomUUID } from 'node:crypto';
import type { OpenStore } from '#store/database/open.ts';
import type { AuditCase } from './audit-cases.ts';
import { selfServiceAt } from './self-service-steps.ts';
import { bookingAt, type Small } from './small-organisation.ts';
import type { Answer, TestServer } from './web-server.ts';
import type { LoopView } from '#contract/loop.ts';

const NONE = '00000000-0000-7000-8000-000000000000';

export function auditSelfServiceCases(
  server: () => TestServer,
  store: () => OpenStore,
): Readonly<Record<string, AuditCase>> {
  const { path, confirm, only, bestOf } = bookingAt(server);
  const { withEmail, daysFor, offer, linkOf, seen, sit, byLink } = selfServiceAt(server, store);
  const ask = (method: string, small: Small, rest: string, body?: unknown): Promise<Answer> =>
    server().ask(method, path(small, rest), body === undefined ? {} : { body });
  const at = (small: Small, rest: string): string => `candidates/${only(small)}/${rest}`;
  const offered = async (small: Small): Promise<Answer> =>
    offer(small, only(small), (await daysFor(small, only(small))).slice(0, 2));
  /** A link with an address behind it, and a browser that sits there. */
  const sitting = async (small: Small): Promise<{ link: string; cookie: string }> => {
    await withEmail(small, only(small));
    const link = await linkOf(small, only(small));
    return { link, cookie: await sit(link) };
  };
  const SITTING = ['candidate-changed', 'times-asked', 'code-sent'];
  const booked = async (small: Small): Promise<LoopView> =>
    (await confirm(small, only(small), await bestOf(small, only(small)), randomUUID())).json<LoopView>();
  const inLoop = async (small: Small): Promise<{ link: string; cookie: string }> => {
    await withEmail(small, only(small));
    const { agenda = '' } = await booked(small);
    return { link: agenda, cookie: await sit(agenda) };
  };
  const IN_LOOP = ['candidate-changed', 'plan-confirmed', 'code-sent'];
  const moved = async (small: Small, reason: string): Promise<Answer> => {
    const { id } = await booked(small);
    const [plan] = (await daysFor(small, only(small))).slice(1);
    return server().ask('POST', path(small, `loops/${id}/reschedule`), {
      body: { plan, reason },
      headers: { 'idempotency-key': randomUUID() },
    });
  };
  const offerOf = async (link: string): Promise<object> => ({ offer: (await seen(link)).offer?.id, day: 1 });

  return {
    'POST /api/o/:o/candidates/:id/ask-times': {
      records: ['times-asked'],
      done: (small) => ask('POST', small, at(small, 'ask-times')),
      refused: (small) => ask('POST', small, `candidates/${NONE}/ask-times`),
    },
    'POST /api/o/:o/candidates/:id/scheduling-link': {
      records: ['scheduling-link-made'],
      done: (small) => ask('POST', small, at(small, 'scheduling-link')),
      refused: (small) => ask('POST', small, `candidates/${NONE}/scheduling-link`),
    },
    'DELETE /api/o/:o/candidates/:id/scheduling-link': {
      records: ['times-asked', 'scheduling-link-withdrawn'],
      done: async (small) => {
        await linkOf(small, only(small));
        await ask('DELETE', small, at(small, 'scheduling-link'));
        return ask('DELETE', small, at(small, 'scheduling-link'));
      },
      refused: (small) => ask('DELETE', small, `candidates/${NONE}/scheduling-link`),
    },
    'POST /api/o/:o/candidates/:id/offer': {
      records: ['offer-made'],
      done: offered,
      refused: async (small) => {
        const [plan] = await daysFor(small, only(small));
        return offer(small, NONE, plan === undefined ? [] : [plan]);
      },
    },
    'PUT /api/o/:o/candidates/:id/offer': {
      records: ['offer-made', 'offer-prolonged'],
      done: async (small) => {
        await offered(small);
        return ask('PUT', small, at(small, 'offer'), { hours: 24 });
      },
      refused: (small) => ask('PUT', small, at(small, 'offer'), { hours: 24 }),
    },
    'DELETE /api/o/:o/candidates/:id/offer': {
      records: ['offer-made', 'offer-withdrawn'],
      done: async (small) => {
        await offered(small);
        await ask('DELETE', small, at(small, 'offer'));
        return ask('DELETE', small, at(small, 'offer'));
      },
      refused: (small) => ask('DELETE', small, `candidates/${NONE}/offer`),
    },
    'POST /api/o/:o/candidates/:id/choose': {
      records: ['offer-made', 'times-asked', 'offer-seen', 'plan-confirmed', 'offer-chosen'],
      done: async (small) => {
        await offered(small);
        return ask('POST', small, at(small, 'choose'), await offerOf(await linkOf(small, only(small))));
      },
      refused: (small) => ask('POST', small, at(small, 'choose'), { offer: NONE, day: 1 }),
    },
    'POST /api/o/:o/candidates/:id/changes/settle': {
      records: [...SITTING, 'another-day-asked', 'changes-settled'],
      done: async (small) => {
        const { link, cookie } = await sitting(small);
        await byLink('/api/link/another-day', link, cookie, { days: [] });
        return ask('POST', small, at(small, 'changes/settle'));
      },
      refused: (small) => ask('POST', small, `candidates/${NONE}/changes/settle`),
    },
    'POST /api/o/:o/loops/:id/reschedule': {
      records: ['plan-confirmed', 'loop-rescheduled'],
      done: (small) => moved(small, 'interviewer-unavailable'),
      refused: (small) => moved(small, 'no-longer-interested'),
    },
    'POST /api/scheduling/look': {
      records: ['times-asked', 'offer-made', 'offer-seen'],
      done: async (small) => {
        const link = await linkOf(small, only(small));
        await offered(small);
        await seen(link);
        return byLink('/api/scheduling/look', link, '');
      },
      refused: () => byLink('/api/scheduling/look', `#${'x'.repeat(43)}`, ''),
    },
    'POST /api/scheduling/times': {
      records: [...SITTING, 'times-said'],
      done: async (small) => {
        const { link, cookie } = await sitting(small);
        return byLink('/api/scheduling/times', link, cookie, { available: [] });
      },
      refused: async (small) => {
        const { link } = await sitting(small);
        return byLink('/api/scheduling/times', link, '', { available: [] });
      },
    },
    'POST /api/scheduling/choose': {
      records: [...SITTING, 'offer-made', 'offer-seen', 'plan-confirmed', 'offer-chosen'],
      done: async (small) => {
        const { link, cookie } = await sitting(small);
        await offered(small);
        return byLink('/api/scheduling/choose', link, cookie, await offerOf(link));
      },
      refused: async (small) => {
        const { link, cookie } = await sitting(small);
        return byLink('/api/scheduling/choose', link, cookie, { offer: NONE, day: 1 });
      },
    },
    'POST /api/link/another-day': {
      records: [...SITTING, 'another-day-asked'],
      done: async (small) => {
        const { link, cookie } = await sitting(small);
        return byLink('/api/link/another-day', link, cookie, { days: [small.day], reason: 'work' });
      },
      refused: async (small) =>
        byLink('/api/link/another-day', await linkOf(small, only(small)), '', { days: [] }),
    },
    'POST /api/link/cancel': {
      records: [...IN_LOOP, 'cancel-asked'],
      done: async (small) => {
        const { link, cookie } = await inLoop(small);
        await byLink('/api/link/cancel', link, cookie, { reason: 'other-offer' });
        return byLink('/api/link/cancel', link, cookie, { reason: 'other-offer' });
      },
      refused: async (small) => {
        const { link } = await inLoop(small);
        return byLink('/api/link/cancel', link, '');
      },
    },
    'POST /api/link/undo': {
      records: [...IN_LOOP, 'cancel-asked', 'cancel-undone'],
      done: async (small) => {
        const { link, cookie } = await inLoop(small);
        await byLink('/api/link/cancel', link, cookie);
        await byLink('/api/link/undo', link, cookie);
        return byLink('/api/link/undo', link, cookie);
      },
      refused: async (small) => {
        const { link } = await inLoop(small);
        return byLink('/api/link/undo', link, '');
      },
    },
  };
}
