/** The day itself: the sheet of a date, marks of what happened, and the notes for the day. */
import {
  dayLoopSchema,
  daySheetSchema,
  type DayLoop,
  type DayNotesChange,
  type DaySheet,
  type Marking,
  type PanelMarking,
  type PanelUnmarking,
} from '#contract/day.ts';
import { ask, post, put, unread } from './ask.ts';

export const day = {
  /** Without a date: today, in each opening's zone. */
  read: (o: string, date: string | undefined): Promise<DaySheet> =>
    ask(daySheetSchema, `/api/o/${o}/day${date === undefined ? '' : `?date=${date}`}`),
  mark: (o: string, loop: string, marking: Marking): Promise<DayLoop> =>
    post(dayLoopSchema, `/api/o/${o}/loops/${loop}/marks`, marking),
  undo: (o: string, loop: string, mark: string): Promise<DayLoop> =>
    post(dayLoopSchema, `/api/o/${o}/loops/${loop}/marks/${mark}/undo`),
  setNotes: (o: string, opening: string, notes: DayNotesChange): Promise<void> =>
    put(`/api/o/${o}/openings/${opening}/day-notes`, notes),
};

/** By an external panelist's link, in a sitting. */
export const panelDay = {
  mark: (marking: PanelMarking): Promise<void> => post(unread, '/api/panel/mark', marking),
  undo: (unmarking: PanelUnmarking): Promise<void> => post(unread, '/api/panel/mark/undo', unmarking),
};
