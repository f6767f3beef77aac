/** The thread that `calendar.ts` starts: one file per message, one reading per answer. */
import { parentPort } from 'node:worker_threads';
import type { CalendarQuestion, CalendarSource } from '#domain/calendar.ts';
import { readCalendarFile } from './read.ts';

export type ReadingJob = { readonly source: CalendarSource; readonly question: CalendarQuestion };

parentPort?.on('message', ({ source, question }: ReadingJob) => {
  parentPort?.postMessage(readCalendarFile(source, question));
});
parentPort?.postMessage('ready');
