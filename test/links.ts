/** What people outside do with the links they were sent. */
import assert from 'node:assert/strict';
import type { AgendaOpen, AgendaView } from '#contract/agenda.ts';
import type { LoopView } from '#contract/loop.ts';
import type { PanelLinkMade, PanelSeat } from '#contract/panel.ts';
import type { Person } from '#contract/people.ts';
import { readMail, type Mail } from '#domain/telling/mail.ts';
import type { NeedsChange } from '#domain/loop/needs.ts';
import { refuse } from '#domain/result.ts';
import type { OpenStore } from '#store/database/open.ts';
import type { Settings } from '../src/services.ts';
import type { Answer, TestServer } from './web-server.ts';

/** Mail is set up and its server takes nothing yet, so what is written waits in the outbox. */
export const MAIL: Settings = {
  mail: {
    send: () => Promise.resolve(refuse({ lasting: false, text: 'a test' })),
    answersTo: (secret) => `interviews+${secret}@example.org`,
  },
};

/** What stands after `#`. */
export function tokenIn(link: string | undefined): string {
  return link?.split('#')[1] ?? '';
}

export function lookAt({ ask }: TestServer, link: string | undefined): Promise<Answer> {
  const kind = link?.startsWith('/panel#') === true ? 'panel' : 'agenda';
  return ask('POST', `/api/${kind}/look`, { body: { token: tokenIn(link) } });
}

/** The agenda that a link opens. */
export async function agendaAt(server: TestServer, link: string | undefined): Promise<AgendaOpen> {
  const agenda = (await lookAt(server, link)).json<AgendaView>();
  assert.ok(agenda.is === 'open', JSON.stringify(agenda));
  return agenda;
}

export function askForCode({ ask }: TestServer, link: string | undefined): Promise<Answer> {
  return ask('POST', '/api/link/code', { body: { token: tokenIn(link) } });
}

/** Types the code; a sitting begins where it is right. */
export function sitWith(
  { ask }: TestServer,
  link: string | undefined,
  given: { readonly request: string; readonly code: string },
): Promise<Answer> {
  return ask('POST', '/api/link/sitting', { body: { token: tokenIn(link), ...given } });
}

/** The cookie that an answer sets. */
export function cookieIn({ headers }: Answer): string {
  return headers.get('set-cookie')?.split(';')[0] ?? '';
}

export function saveNeedsBy(
  { ask }: TestServer,
  link: string | undefined,
  { change, cookie }: { readonly change: NeedsChange; readonly cookie: string },
): Promise<Answer> {
  return ask('POST', '/api/link/needs', { body: { token: tokenIn(link), change }, headers: { cookie } });
}

/** The whole way: the code is typed, then the change saved; or the first refusal. */
export async function confirmNeeds(
  server: TestServer,
  link: string | undefined,
  { change, ...given }: { readonly change: NeedsChange; readonly request: string; readonly code: string },
): Promise<Answer> {
  const begun = await sitWith(server, link, given);
  if (begun.status !== 200) return begun;
  return saveNeedsBy(server, link, { change, cookie: cookieIn(begun) });
}

/** The letter that was written last and waits. */
export async function lastLetter({ services }: TestServer, { db }: OpenStore): Promise<Mail> {
  const row = await db
    .selectFrom('outbox_message')
    .select(['id', 'content'])
    .where('content', 'is not', null)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  const mail = readMail(services.context.sealing.unseal(row?.content ?? '', `mail ${row?.id ?? ''}`) ?? '');
  assert.ok(mail, 'there is a letter');
  return mail;
}

/** The code in that letter. */
export async function codeIn(server: TestServer, store: OpenStore): Promise<string> {
  return /\b\d{6}\b/.exec((await lastLetter(server, store)).text)?.[0] ?? '';
}

/** From now on the person is from outside, and has a link to a session of the loop. */
export async function letInFromOutside(
  { server: { ask }, at, loop }: { readonly server: TestServer; readonly at: string; readonly loop: string },
  { id, name, timeZone, works, pools, version }: Person,
): Promise<{ readonly seat: PanelSeat; readonly link: string }> {
  const body = { name, timeZone, works, pools, outside: true, version };
  (await ask('PUT', `${at}/people/${id}`, { body })).json<Person>();
  const { outside = [] } = (await ask('GET', `${at}/loops/${loop}`)).json<LoopView>();
  const [first] = outside;
  assert.ok(first);
  const seat = { session: first.session, person: id };
  const made = await ask('POST', `${at}/loops/${loop}/panel-links`, { body: seat });
  return { seat, link: made.json<PanelLinkMade>().link };
}
