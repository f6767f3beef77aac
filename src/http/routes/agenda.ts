import { agendaViewSchema, type AgendaView } from '#contract/loop.ts';
import { ok } from '#domain/result.ts';
import { asks, files, param, type Asked, type FileAnswer, type Route } from '#http/route.ts';
import type { Context } from '#usecases/context.ts';
import { interviewerFeed } from '#usecases/interviewer-feed.ts';
import { agendaEvents, showAgenda, type Agenda } from '#usecases/show-agenda.ts';

/** What is read with a token, and without any other right. */
export function agendaRoutes(context: Context): readonly Route[] {
  return [
    asks({
      method: 'GET',
      path: '/api/agenda/:token',
      may: { deed: 'follow-link' },
      answer: agendaViewSchema,
      run: async (asked) => {
        const agenda = await showAgenda(context, tokenOf(asked));
        return agenda.ok ? ok(agendaView(agenda.value, tokenOf(asked))) : agenda;
      },
    }),
    files('/agenda/:token/agenda.ics', { deed: 'follow-link' }, async (asked) => {
      const agenda = await showAgenda(context, tokenOf(asked));
      if (!agenda.ok) return agenda;
      const name = `Second interview, ${agenda.value.organisation}`;
      return ok(calendarFile('agenda.ics', context.agendaText(name, agendaEvents(agenda.value))));
    }),
    files('/calendar/:token{[^/]+\\.ics}', { deed: 'follow-link' }, async (asked) => {
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

function agendaView(agenda: Agenda, token: string): AgendaView {
  const { sequence: _sequence, changedAt: _changedAt, sessions, ...view } = agenda;
  return {
    ...view,
    sessions: sessions.map(({ id: _id, ...session }) => session),
    file: `/agenda/${token}/agenda.ics`,
  };
}
