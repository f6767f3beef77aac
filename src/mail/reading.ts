/** Reads mail of people we know nothing about, without ever blocking the caller. */
import type { IncomingMail } from '#domain/telling/incoming-mail.ts';
import { refuse, type Result } from '#domain/result.ts';
import { WorkerPool, type PoolLimits } from '#reading/worker-pool.ts';
import { MAIL_LIMITS } from './limits.ts';

export type MailReader = {
  /** One mail as it came. Never rejects for what a mail contains: refused is why it cannot be read, in words. */
  readonly read: (bytes: Uint8Array) => Promise<Result<IncomingMail, string>>;
  /** Stops the workers; what is being read is refused. */
  readonly close: () => Promise<void>;
};

const LIMITS: PoolLimits = { workers: 1, seconds: MAIL_LIMITS.seconds, megabytes: MAIL_LIMITS.megabytes };

export function openMailReader(limits: Partial<PoolLimits> = {}): MailReader {
  const program = new URL('./read.worker.ts', import.meta.url);
  const pool = new WorkerPool<Uint8Array, Result<IncomingMail, string>>(program, { ...LIMITS, ...limits });
  const read: MailReader['read'] = (bytes) =>
    new Promise((done) => pool.add({ job: bytes, done, givenUp: (reason) => done(refuse(reason)) }));
  return { read, close: () => pool.close() };
}
