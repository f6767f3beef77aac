/**
 * The newest entry of each organisation's record, told to the log at the start and once a day. Whoever keeps the log apart
 * from the database can later show that the record still holds what it held then.
 */
import type { Logger } from 'pino';
import type { Context } from '#usecases/context.ts';
import { auditHeads } from '#usecases/audit/verify-audit.ts';

const EVERY = 86_400_000;

/** Until the answered function is called. A turn that fails is told and made up for by the next one. */
export function startTellingHeads(
  context: Pick<Context, 'store'>,
  log: Pick<Logger, 'info' | 'warn'>,
  every: number = EVERY,
): () => void {
  const tell = (): void => {
    auditHeads(context).then(
      (heads) => {
        for (const head of heads) log.info(head, 'audit head');
      },
      (error: unknown) => {
        const why = error instanceof Error ? error.message : String(error);
        log.warn(`The heads of the audit could not be told and are told later: ${why}`);
      },
    );
  };
  tell();
  const timer = setInterval(tell, every);
  return () => clearInterval(timer);
}
