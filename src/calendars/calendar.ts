/**
 * Reads calendars of people we know nothing about, without ever blocking the caller.
 *
 * Each file and each answer of a server is read in a worker thread with its own memory; one that takes too long or too
 * much is stopped and refused. Workers are started when needed, reused, and let the process end while they are idle.
 */
import type { DavAnswer } from '#calendars/remote/dav-answer.ts';
import type { EntryWanted, StandingEntry } from '#calendars/remote/standing-entry.ts';
import type {
  CalendarQuestion,
  CalendarReading,
  CalendarRemark,
  CalendarSource,
} from '#domain/calendar/calendar.ts';
import { refuse, type Result } from '#domain/result.ts';
import { WorkerPool, type PoolLimits } from '#reading/worker-pool.ts';
import { CALENDAR_LIMITS } from './limits.ts';
import { refusedReading } from './read.ts';
import type { ReadingAnswer, ReadingJob } from './read.worker.ts';

export type CalendarReader = {
  /** Never rejects for what a file contains: a file that cannot be read is `refused` in its reading. */
  readonly read: (source: CalendarSource, question: CalendarQuestion) => Promise<CalendarReading>;
  /** What a CalDAV server answered; with a question, what the entries in it say. */
  readonly readDav: (
    bytes: Uint8Array,
    question?: CalendarQuestion,
  ) => Promise<Result<DavAnswer, CalendarRemark>>;
  /** The entry with that UID in what a CalDAV server answered, and what it becomes with what is wanted of it. */
  readonly readEntry: (
    bytes: Uint8Array,
    wanted: EntryWanted,
  ) => Promise<Result<StandingEntry | undefined, CalendarRemark>>;
  /** Stops the workers; what is being read is refused. */
  readonly close: () => Promise<void>;
};

const { seconds, megabytes } = CALENDAR_LIMITS;

export function openCalendarReader(limits: Partial<PoolLimits> = {}): CalendarReader {
  const program = new URL('./read.worker.ts', import.meta.url);
  const within = { workers: 2, seconds, megabytes, ...limits };
  const pool = new WorkerPool<ReadingJob, ReadingAnswer>(program, within);
  const read: CalendarReader['read'] = (source, question) => {
    const { length } = source.bytes;
    if (length > CALENDAR_LIMITS.bytes) {
      const reason = `the file has ${length} bytes; at most ${CALENDAR_LIMITS.bytes} are read`;
      return Promise.resolve(refusedReading(source.name, { line: 1, reason }));
    }
    return new Promise((done) => {
      pool.add({
        job: { what: 'file', source, question },
        done: (answer) => answer.what === 'file' && done(answer.reading),
        givenUp: (reason) => done(refusedReading(source.name, { line: 1, reason })),
      });
    });
  };
  const readDav: CalendarReader['readDav'] = (bytes, question) =>
    new Promise((done) => {
      pool.add({
        job: { what: 'dav', bytes, question },
        done: (answer) => answer.what === 'dav' && done(answer.read),
        givenUp: (reason) => done(refuse({ line: 1, reason })),
      });
    });
  const readEntry: CalendarReader['readEntry'] = (bytes, wanted) =>
    new Promise((done) => {
      pool.add({
        job: { what: 'entry', bytes, wanted },
        done: (answer) => answer.what === 'entry' && done(answer.found),
        givenUp: (reason) => done(refuse({ line: 1, reason })),
      });
    });
  return { read, readDav, readEntry, close: () => pool.close() };
}
