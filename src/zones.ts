/** Whether clocks have moved anything, told when the server starts. */
import type { Logger } from 'pino';
import { auditZones } from '#usecases/calendars/audit-zones.ts';
import type { Context } from '#usecases/context.ts';

/** The version of this Node's zone data, `2026c`. */
export function zoneData(): string {
  return process.versions['tz'] ?? 'unknown';
}

/** On the terminal for whoever starts it, and in the log; without names. */
export async function sayZones(
  say: (line: string) => void,
  context: Pick<Context, 'store' | 'now' | 'tzVersion'>,
  log: Pick<Logger, 'warn'>,
): Promise<void> {
  const { moved, newer } = await auditZones(context);
  const tell = (line: string): void => {
    say(line);
    log.warn(line);
  };
  if (newer !== undefined) {
    tell(
      `Sessions to come were worked out with the zone data ${newer}; this Node has the older ${context.tzVersion}. Update Node.`,
    );
  }
  if (moved.length > 0) {
    const sessions = moved.length === 1 ? '1 session to come is' : `${moved.length} sessions to come are`;
    tell(`${sessions} not where clocks say now: see “To look at” in the page, or second-round zones audit.`);
  }
}
