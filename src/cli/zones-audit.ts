/** What clocks have moved, from the command line. */
import type { MovedSession } from '#domain/time/promised-time.ts';
import { dateAt, minuteOf, timeAt } from '#domain/time/zoned.ts';
import type { ZoneAudit } from '#usecases/calendars/audit-zones.ts';
import { type Effects, EXIT, type Exit } from './effects.ts';

/** Opens the database, looks and closes it; undefined when it cannot be read, which has been said. */
export type ZoneAuditing = (
  say: (line: string) => void,
) => Promise<(ZoneAudit & { readonly own: string }) | undefined>;

export async function auditZones(
  { stdout, stderr }: Pick<Effects, 'stdout' | 'stderr'>,
  auditing: ZoneAuditing,
): Promise<Exit> {
  const audit = await auditing((line) => stderr(`${line}\n`));
  if (audit === undefined) return EXIT.unreadable;
  const { sessions, moved, own, newer } = audit;
  for (const session of moved) stdout(`${movedLine(session)}\n`);
  const all = sessions === 1 ? '1 session to come' : `${sessions} sessions to come`;
  stdout(`${all}, ${moved.length} moved, by the zone data ${own} of this Node\n`);
  if (newer !== undefined) stdout(`${olderLine(newer, own)}\n`);
  if (moved.length > 0) stdout(`${WHAT_TO_DO}\n`);
  return moved.length > 0 ? EXIT.broken : EXIT.fine;
}

const WHAT_TO_DO =
  'They were promised for these times on the wall. Open “To look at” in the page: “Keep the time on the wall” moves and books them anew, and tells everybody in them.';

function olderLine(newer: string, own: string): string {
  return `Sessions to come were worked out with the newer zone data ${newer}, this Node has ${own}. Update it before you move anything.`;
}

/** Without names: ids are looked up in the page. */
function movedLine({
  organisation,
  session,
  wallStart,
  timeZone,
  start,
  tzVersion,
  to,
}: MovedSession): string {
  const promised = `${wallStart.replace('T', ' ')} ${timeZone}`;
  const which = `${organisation} ${session}: promised for ${promised} (by ${tzVersion})`;
  if (to === undefined) return `${which}; this zone is not known any more`;
  const [minute, own] = [minuteOf(start), minuteOf(to.start)];
  const shows = `${dateAt(minute, timeZone)} ${timeAt(minute, timeZone)}`;
  return `${which}, held when clocks there show ${shows}; ${timeAt(own, 'UTC')} UTC instead of ${timeAt(minute, 'UTC')}`;
}
