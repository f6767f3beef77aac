/**
 * Reads calendar files of people we know nothing about, without ever blocking the caller.
 *
 * Each file is read in a worker thread with its own memory; one that takes too long or too much is stopped and
 * the file refused. Workers are started when needed, reused, and let the process end while they are idle.
 */
import type { CalendarQuestion, CalendarReading, CalendarSource } from '#domain/calendar.ts';
import { CALENDAR_LIMITS } from './limits.ts';
import { refusedReading } from './read.ts';
import { ReadingPool, type ReaderLimits } from './reading-pool.ts';

export type CalendarReader = {
  /** Never rejects for what a file contains: a file that cannot be read is `refused` in its reading. */
  readonly read: (source: CalendarSource, question: CalendarQuestion) => Promise<CalendarReading>;
  /** Stops the workers; what is being read is refused. */
  readonly close: () => Promise<void>;
};

export function openCalendarReader(limits: ReaderLimits = {}): CalendarReader {
  const pool = new ReadingPool(limits);
  const read: CalendarReader['read'] = (source, question) => {
    const { length } = source.bytes;
    if (length > CALENDAR_LIMITS.bytes) {
      const reason = `the file has ${length} bytes; at most ${CALENDAR_LIMITS.bytes} are read`;
      return Promise.resolve(refusedReading(source.name, { line: 1, reason }));
    }
    return new Promise((done) => pool.add({ job: { source, question }, done }));
  };
  return { read, close: () => pool.close() };
}
