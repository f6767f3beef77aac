/** Reads what calendar programs of people we know nothing about send us, without ever blocking the caller. */
import type { CalendarRemark } from '#domain/calendar/calendar.ts';
import { refuse, type Result } from '#domain/result.ts';
import type { SchedulingMessage } from '#domain/telling/scheduling-message.ts';
import { WorkerPool, type PoolLimits } from '#reading/worker-pool.ts';
import { CALENDAR_LIMITS } from './limits.ts';

export type MessageReader = {
  /** Never rejects for what a message contains: refused is where and why it cannot be read. */
  readonly read: (bytes: Uint8Array) => Promise<Result<SchedulingMessage, CalendarRemark>>;
  /** Stops the workers; what is being read is refused. */
  readonly close: () => Promise<void>;
};

const { seconds, megabytes } = CALENDAR_LIMITS;

export function openMessageReader(limits: Partial<PoolLimits> = {}): MessageReader {
  const program = new URL('./message.worker.ts', import.meta.url);
  const pool = new WorkerPool<Uint8Array, Result<SchedulingMessage, CalendarRemark>>(program, {
    workers: 1,
    seconds,
    megabytes,
    ...limits,
  });
  const read: MessageReader['read'] = (bytes) =>
    new Promise((done) =>
      pool.add({ job: bytes, done, givenUp: (reason) => done(refuse({ line: 1, reason })) }),
    );
  return { read, close: () => pool.close() };
}
