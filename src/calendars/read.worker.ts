/** The thread that `calendar.ts` starts: one file or one CalDAV answer per message, one reading per answer. */
import { parentPort } from 'node:worker_threads';
import { davAnswer, type DavAnswer } from '#calendars/remote/dav-answer.ts';
import { standingEntry, type EntryWanted, type StandingEntry } from '#calendars/remote/standing-entry.ts';
import type {
  CalendarQuestion,
  CalendarReading,
  CalendarRemark,
  CalendarSource,
} from '#domain/calendar/calendar.ts';
import type { Result } from '#domain/result.ts';
import { readCalendarFile } from './read.ts';

export type ReadingJob =
  | { readonly what: 'file'; readonly source: CalendarSource; readonly question: CalendarQuestion }
  | { readonly what: 'dav'; readonly bytes: Uint8Array; readonly question: CalendarQuestion | undefined }
  | { readonly what: 'entry'; readonly bytes: Uint8Array; readonly wanted: EntryWanted };

export type ReadingAnswer =
  | { readonly what: 'file'; readonly reading: CalendarReading }
  | { readonly what: 'dav'; readonly read: Result<DavAnswer, CalendarRemark> }
  | { readonly what: 'entry'; readonly found: Result<StandingEntry | undefined, CalendarRemark> };

function answerTo(job: ReadingJob): ReadingAnswer {
  if (job.what === 'file') return { what: 'file', reading: readCalendarFile(job.source, job.question) };
  if (job.what === 'entry') return { what: 'entry', found: standingEntry(job.bytes, job.wanted) };
  return { what: 'dav', read: davAnswer(job.bytes, job.question) };
}

parentPort?.on('message', (job: ReadingJob) => parentPort?.postMessage(answerTo(job)));
parentPort?.postMessage('ready');
