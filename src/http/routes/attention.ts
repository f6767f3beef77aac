import { attentionSchema, weekSchema, type AttentionView, type WeekView } from '#contract/attention.ts';
import { loopViewSchema } from '#contract/loop.ts';
import { ok } from '#domain/result.ts';
import { dateParameter } from '#http/date-parameter.ts';
import { asks, param, type Route } from '#http/route.ts';
import type { Context } from '#usecases/context.ts';
import { followClocks } from '#usecases/calendars/follow-clocks.ts';
import { listAttention, type Attention } from '#usecases/loop/list-attention.ts';
import { showWeek, type WeekShown } from '#usecases/calendars/show-week.ts';
import { keyOf } from './people.ts';
import { loopViewed } from './planning.ts';

/** What came differently than it was planned, and a person's week. */
export function attentionRoutes(context: Context): readonly Route[] {
  return [
    asks({
      method: 'GET',
      path: '/api/o/:o/attention',
      may: { deed: 'see-attention' },
      answer: attentionSchema,
      run: async (asked) => {
        const listed = await listAttention(context, param(asked, 'o'));
        return listed.ok ? ok(attentionView(listed.value)) : listed;
      },
    }),
    {
      method: 'GET',
      path: '/api/o/:o/people/:id/week',
      may: { deed: 'set-calendar', of: 'person' },
      body: 'none',
      query: ['date'],
      answer: 'json',
      answerSchema: weekSchema,
      handle: async (asked) => {
        const date = dateParameter(asked);
        if (!date.ok) return date;
        const week = await showWeek(context, keyOf(asked), date.value);
        return week.ok ? ok(weekView(week.value)) : week;
      },
    },
    asks({
      method: 'POST',
      path: '/api/o/:o/loops/:id/clocks',
      may: { deed: 'plan', of: 'loop' },
      answer: loopViewSchema,
      run: async (asked) => loopViewed(await followClocks(context, keyOf(asked)), await asked.whoAsks()),
    }),
  ];
}

function attentionView({ conflicts, moved, calendars, zones }: Attention): AttentionView {
  return {
    conflicts,
    moved: moved.map(({ session, title, wallStart, timeZone, start, to, loops }) => ({
      session,
      title,
      wallStart,
      timeZone,
      start,
      ...(to === undefined ? {} : { to: to.start }),
      loops,
    })),
    calendars: calendars.map(({ id, person, owner, timeZone, standing, seenAt }) => ({
      id,
      person,
      owner,
      timeZone,
      standing,
      seenAt,
    })),
    zones,
  };
}

function weekView({ person: { id, name, timeZone, calendars }, ...week }: WeekShown): WeekView {
  const stands = calendars.map((one) => ({ id: one.id, name: one.name, standing: one.standing }));
  return { person: { id, name, timeZone }, ...week, calendars: stands };
}
