import { agendaViewSchema, linkTokenSchema, type AgendaView } from '#contract/agenda.ts';
import { panelViewSchema } from '#contract/panel.ts';
import { ok } from '#domain/result.ts';
import { sittingOf } from '#http/sitting-cookie.ts';
import { files, param, tells, type Asked, type FileAnswer, type Route } from '#http/route.ts';
import type { Context } from '#usecases/context.ts';
import { interviewerFeed } from '#usecases/people/interviewer-feed.ts';
import { agendaFile, showAgenda, type AgendaShown } from '#usecases/loop/show-agenda.ts';
import { showPanel } from '#usecases/loop/show-panel.ts';

/** What is read with a token, and without any other right. Pages send it in a body; calendar programs know only paths. */
export function agendaRoutes(context: Context): readonly Route[] {
  return [
    tells({
      method: 'POST',
      path: '/api/agenda/look',
      may: { deed: 'see-agenda-by-link' },
      body: linkTokenSchema,
      answer: agendaViewSchema,
      run: async ({ body, headers }) => {
        const agenda = await showAgenda(context, { token: body.token, sitting: sittingOf(headers) });
        return agenda.ok ? ok(agendaView(agenda.value)) : agenda;
      },
    }),
    tells({
      method: 'POST',
      path: '/api/panel/look',
      may: { deed: 'see-session-by-link' },
      body: linkTokenSchema,
      answer: panelViewSchema,
      run: ({ body, headers }) => showPanel(context, { token: body.token, sitting: sittingOf(headers) }),
    }),
    files('/agenda/:token/agenda.ics', { deed: 'see-agenda-by-link' }, async (asked) => {
      const file = await agendaFile(context, tokenOf(asked));
      return file.ok ? ok(calendarFile('agenda.ics', file.value)) : file;
    }),
    files('/calendar/:token{[^/]+\\.ics}', { deed: 'see-calendar-by-link' }, async (asked) => {
      const feed = await interviewerFeed(context, tokenOf(asked));
      if (!feed.ok) return feed;
      return ok(calendarFile('interviews.ics', context.feedText(feed.value.name, feed.value.events)));
    }),
  ];
}

function tokenOf(asked: Asked<unknown>): string {
  return param(asked, 'token').replace(/\.ics$/, '');
}

function calendarFile(fileName: string, text: string): FileAnswer {
  return { text, fileName, contentType: 'text/calendar; charset=utf-8' };
}

function agendaView(shown: AgendaShown): AgendaView {
  if (shown.is === 'ended') return shown;
  const { changedAt: _changedAt, sessions, ...view } = shown;
  return { ...view, sessions: sessions.map(({ id: _id, ...session }) => session) };
}
