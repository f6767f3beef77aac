/** What people outside do with the links they were sent. */
import assert from 'node:assert/strict';
import type { AgendaOpen, AgendaView } from '#contract/agenda.ts';
import type { Answer, TestServer } from './web-server.ts';

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
