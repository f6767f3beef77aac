/** What came differently than it was planned, and a person's week. */
import { attentionSchema, weekSchema, type AttentionView, type WeekView } from '#contract/attention.ts';
import { ask, post, unread } from './ask.ts';

export const attention = {
  read: (o: string): Promise<AttentionView> => ask(attentionSchema, `/api/o/${o}/attention`),
  /** Moves what clocks have moved back to the times on the wall. */
  keepWall: (o: string, loop: string): Promise<void> => post(unread, `/api/o/${o}/loops/${loop}/clocks`),
  week: (o: string, person: string, date: string | undefined): Promise<WeekView> =>
    ask(weekSchema, `/api/o/${o}/people/${person}/week${date === undefined ? '' : `?date=${date}`}`),
};
