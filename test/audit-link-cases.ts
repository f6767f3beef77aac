/** The cases of `audit-cases.ts` that are about links. */
import assert from 'node:assert/strict';
import type { Ledger } from '#contract/ledger.ts';
import type { LoopView } from '#contract/loop.ts';
import { heldNow } from './audit-day-cases.ts';
import type { PanelLinkMade, PanelOpen, PanelSeat } from '#contract/panel.ts';
import type { OpenStore } from '#store/database/open.ts';
import type { AuditCase } from './audit-cases.ts';
import { cameIn } from './came-in.ts';
import { auditSelfServiceCases } from './audit-self-service-cases.ts';
import {
  askForCode,
  codeIn,
  confirmNeeds,
  cookieIn,
  lookAt,
  saveNeedsBy,
  sitWith,
  tokenIn,
} from './links.ts';
import type { Small } from './small-organisation.ts';
import type { Answer, TestServer } from './web-server.ts';

type Around = {
  readonly server: () => TestServer;
  readonly store: () => OpenStore;
  readonly ask: (method: string, small: Small, rest: string, body?: unknown) => Promise<Answer>;
  readonly confirmed: (small: Small) => Promise<LoopView>;
  readonly only: (small: Small) => string;
};

const NONE = '00000000-0000-7000-8000-000000000000';

export function auditLinkCases({
  server,
  store,
  ask,
  confirmed,
  only,
}: Around): Readonly<Record<string, AuditCase>> {
  const person = { name: 'Eve', timeZone: 'Europe/Paris', works: [], pools: ['Design'] };
  const candidate = { name: 'Kim', timeZone: 'UTC', available: [] };
  const firstInvitation = async (small: Small, loop: string): Promise<{ readonly invitation: string }> => {
    const { loops } = (await ask('GET', small, `loops/${loop}/ledger`)).json<Ledger>();
    return { invitation: loops[0]?.entries[0]?.invitation ?? '' };
  };
  /** Ada, who leads, is from outside. */
  const fromOutside = async (small: Small, more: object = {}): Promise<{ id: string; seat: PanelSeat }> => {
    const body = { ...person, ...more, outside: true, version: 1 };
    (await ask('PUT', small, `people/${small.ada.id}`, body)).json();
    const { id, outside = [] } = await confirmed(small);
    return { id, seat: { session: outside[0]?.session ?? '', person: small.ada.id } };
  };

  /** The candidate's link, where there is an address to mail to. */
  const withAddress = async (small: Small): Promise<string | undefined> => {
    const body = { ...candidate, email: 'lee@example.org', version: 1 };
    (await ask('PUT', small, `candidates/${only(small)}`, body)).json();
    return (await confirmed(small)).agenda;
  };

  /** Ada, from outside with an address, in a browser in which she typed the code. */
  const panelSitting = async (small: Small): Promise<{ link: string; cookie: string }> => {
    const { id, seat } = await fromOutside(small, { email: 'ada@example.org' });
    const made = await ask('POST', small, `loops/${id}/panel-links`, seat);
    const { link } = made.json<PanelLinkMade>();
    const { request } = (await askForCode(server(), link)).json<{ request: string }>();
    const begun = await sitWith(server(), link, { request, code: await codeIn(server(), store()) });
    return { link, cookie: cookieIn(begun) };
  };
  const SEAT = ['person-changed', 'plan-confirmed', 'panel-link-made', 'panelist-code-sent'];
  const byPanel = (what: string, link: string, cookie: string, more: object = {}): Promise<Answer> =>
    server().ask('POST', `/api/panel/${what}`, {
      body: { token: tokenIn(link), ...more },
      headers: { cookie },
    });
  const started = { what: 'started' };

  return {
    ...auditSelfServiceCases(server, store),
    'POST /api/o/:o/loops/:id/panel-links': {
      records: ['person-changed', 'plan-confirmed', 'panel-link-made'],
      done: async (small) => {
        const { id, seat } = await fromOutside(small);
        return ask('POST', small, `loops/${id}/panel-links`, seat);
      },
      refused: async (small) => {
        const { id, seat } = await fromOutside(small);
        return ask('POST', small, `loops/${id}/panel-links`, { ...seat, person: small.bob.id });
      },
    },
    'POST /api/o/:o/loops/:id/panel-links/withdraw': {
      records: ['person-changed', 'plan-confirmed', 'panel-link-made', 'panel-link-withdrawn'],
      done: async (small) => {
        const { id, seat } = await fromOutside(small);
        (await ask('POST', small, `loops/${id}/panel-links`, seat)).json();
        (await ask('POST', small, `loops/${id}/panel-links/withdraw`, seat)).json();
        // The second time there is nothing to withdraw.
        return ask('POST', small, `loops/${id}/panel-links/withdraw`, seat);
      },
      refused: (small) =>
        ask('POST', small, `loops/${NONE}/panel-links/withdraw`, { session: NONE, person: small.ada.id }),
    },
    'PUT /api/o/:o/openings/:id/telling': {
      records: ['telling-set'],
      done: (small) => {
        const how = { organiser: small.ada.id, candidateEvents: 'session', remindCandidate: 60 };
        return ask('PUT', small, `openings/${small.opening}/telling`, how);
      },
      refused: (small) => ask('PUT', small, `openings/${NONE}/telling`, { candidateEvents: 'day' }),
    },
    'POST /api/o/:o/loops/:id/ledger/again': {
      records: ['plan-confirmed', 'told-again'],
      done: async (small) => {
        const { id } = await confirmed(small);
        return ask('POST', small, `loops/${id}/ledger/again`, await firstInvitation(small, id));
      },
      refused: async (small) => {
        const { id } = await confirmed(small);
        return ask('POST', small, `loops/${id}/ledger/again`, { invitation: NONE });
      },
    },
    'POST /api/o/:o/loops/:id/ledger/told': {
      records: ['plan-confirmed', 'told-by-hand'],
      done: async (small) => {
        const { id } = await confirmed(small);
        return ask('POST', small, `loops/${id}/ledger/told`, await firstInvitation(small, id));
      },
      refused: async (small) => {
        const { id } = await confirmed(small);
        return ask('POST', small, `loops/${id}/ledger/told`, { invitation: NONE });
      },
    },
    'POST /api/o/:o/loops/:id/mail/settled': {
      records: ['plan-confirmed', 'mail-received', 'mail-settled'],
      done: async (small) => {
        const { id: loop } = await confirmed(small);
        const about = { organisation: small.organisation, ...(await firstInvitation(small, loop)), loop };
        const mail = await cameIn(server(), about);
        (await ask('POST', small, `loops/${loop}/mail/settled`, { mail })).json();
        // The second time there is nothing to settle.
        return ask('POST', small, `loops/${loop}/mail/settled`, { mail });
      },
      refused: async (small) =>
        ask('POST', small, `loops/${(await confirmed(small)).id}/mail/settled`, { mail: NONE }),
    },
    'POST /api/o/:o/mail/settled': {
      records: ['stray-mail-received', 'stray-mail-settled'],
      done: async (small) =>
        ask('POST', small, 'mail/settled', {
          mail: await cameIn(server(), { organisation: small.organisation }),
        }),
      refused: (small) => ask('POST', small, 'mail/settled', { mail: NONE }),
    },
    'POST /api/o/:o/loops/:id/agenda-link': {
      records: ['plan-confirmed', 'agenda-link-made'],
      done: async (small) => ask('POST', small, `loops/${(await confirmed(small)).id}/agenda-link`),
      refused: async (small) => {
        const { id } = await confirmed(small);
        (await ask('POST', small, `loops/${id}/cancel`)).json();
        return ask('POST', small, `loops/${id}/agenda-link`);
      },
    },
    'DELETE /api/o/:o/loops/:id/agenda-link': {
      records: ['plan-confirmed', 'agenda-link-withdrawn'],
      done: async (small) => {
        const { id } = await confirmed(small);
        assert.equal((await ask('DELETE', small, `loops/${id}/agenda-link`)).status, 204);
        return ask('DELETE', small, `loops/${id}/agenda-link`);
      },
      refused: (small) => ask('DELETE', small, `loops/${NONE}/agenda-link`),
    },
    'POST /api/o/:o/people/:id/feed': {
      records: ['feed-renewed'],
      done: (small) => ask('POST', small, `people/${small.ada.id}/feed`),
      refused: (small) => ask('POST', small, `people/${NONE}/feed`),
    },
    'PUT /api/o/:o/people/:id/feed': {
      records: ['feed-names-shown', 'feed-names-left-out'],
      done: async (small) => {
        for (const names of [true, true, false]) {
          (await ask('PUT', small, `people/${small.ada.id}/feed`, { names })).json();
        }
        return ask('PUT', small, `people/${small.ada.id}/feed`, { names: false });
      },
      refused: (small) => ask('PUT', small, `people/${NONE}/feed`, { names: true }),
    },
    'POST /api/panel/decline': {
      records: [...SEAT, 'decline-said'],
      done: async (small) => {
        const { link, cookie } = await panelSitting(small);
        await byPanel('decline', link, cookie);
        return byPanel('decline', link, cookie);
      },
      refused: async (small) => byPanel('decline', (await panelSitting(small)).link, ''),
    },
    'POST /api/panel/undo': {
      records: [...SEAT, 'decline-said', 'decline-undone'],
      done: async (small) => {
        const { link, cookie } = await panelSitting(small);
        await byPanel('decline', link, cookie);
        await byPanel('undo', link, cookie);
        return byPanel('undo', link, cookie);
      },
      refused: async (small) => byPanel('undo', (await panelSitting(small)).link, ''),
    },
    'POST /api/panel/mark': {
      records: [...SEAT, 'day-marked'],
      done: async (small) => {
        const { link, cookie } = await panelSitting(small);
        await heldNow(store(), small.organisation);
        await byPanel('mark', link, cookie, started);
        return byPanel('mark', link, cookie, started);
      },
      refused: async (small) => {
        const { link } = await panelSitting(small);
        await heldNow(store(), small.organisation);
        return byPanel('mark', link, '', started);
      },
    },
    'POST /api/panel/mark/undo': {
      records: [...SEAT, 'day-marked', 'mark-taken-back'],
      done: async (small) => {
        const { link, cookie } = await panelSitting(small);
        await heldNow(store(), small.organisation);
        (await byPanel('mark', link, cookie, started)).json();
        const { day } = (await lookAt(server(), link)).json<PanelOpen>();
        return byPanel('mark/undo', link, cookie, { mark: day?.started?.id });
      },
      refused: async (small) => {
        const { link, cookie } = await panelSitting(small);
        return byPanel('mark/undo', link, cookie, { mark: NONE });
      },
    },
    'POST /api/agenda/look': {
      records: ['plan-confirmed'],
      done: async (small) => lookAt(server(), (await confirmed(small)).agenda),
      refused: () => lookAt(server(), `/agenda#${'x'.repeat(43)}`),
    },
    'POST /api/panel/look': {
      records: ['person-changed', 'plan-confirmed', 'panel-link-made'],
      done: async (small) => {
        const { id, seat } = await fromOutside(small);
        const made = await ask('POST', small, `loops/${id}/panel-links`, seat);
        return lookAt(server(), made.json<PanelLinkMade>().link);
      },
      refused: () => lookAt(server(), `/panel#${'x'.repeat(43)}`),
    },
    'POST /api/link/code': {
      records: ['candidate-changed', 'plan-confirmed', 'code-sent'],
      done: async (small) => askForCode(server(), await withAddress(small)),
      refused: async (small) => askForCode(server(), (await confirmed(small)).agenda),
    },
    'POST /api/link/sitting': {
      records: ['candidate-changed', 'plan-confirmed', 'code-sent'],
      done: async (small) => {
        const agenda = await withAddress(small);
        const { request } = (await askForCode(server(), agenda)).json<{ request: string }>();
        return sitWith(server(), agenda, { request, code: await codeIn(server(), store()) });
      },
      refused: async (small) =>
        sitWith(server(), await withAddress(small), { request: 'x'.repeat(43), code: '000000' }),
    },
    'POST /api/link/needs': {
      records: ['candidate-changed', 'plan-confirmed', 'code-sent', 'needs-saved'],
      done: async (small) => {
        const agenda = await withAddress(small);
        const { request } = (await askForCode(server(), agenda)).json<{ request: string }>();
        const code = await codeIn(server(), store());
        return confirmNeeds(server(), agenda, { change: { diet: 'Vegan' }, request, code });
      },
      refused: async (small) => {
        const agenda = await withAddress(small);
        return saveNeedsBy(server(), agenda, { change: { diet: 'Vegan' }, cookie: '' });
      },
    },
    'POST /api/o/:o/candidates/:id/needs': {
      records: ['needs-looked-at'],
      done: (small) => ask('POST', small, `candidates/${only(small)}/needs`),
      refused: (small) => ask('POST', small, `candidates/${NONE}/needs`),
    },
  };
}
