/** What a second CalDAV client sees in a calendar: an independent program of Debian's. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { pythonWith, type FoundPython } from './python.ts';
import { LOGIN } from './radicale.ts';

export const calendarClient: FoundPython = pythonWith('caldav');
const PROGRAM = fileURLToPath(new URL('calendar-client.py', import.meta.url));

export type SeenEvent = {
  readonly uid: string;
  readonly sequence: number;
  readonly summary: string;
  readonly description: string;
  readonly location: string | null;
  readonly start: string;
  readonly end: string;
  readonly attendees: readonly string[];
  readonly alarms: number;
  readonly path: string;
};

/** By start. */
export function seenIn(url: string, calendar: string): readonly SeenEvent[] {
  if (calendarClient.kind === 'absent') throw new Error(calendarClient.reason);
  const input = JSON.stringify({ url, calendar, ...LOGIN });
  const { stdout, stderr, status } = spawnSync(calendarClient.python, [PROGRAM], { input, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as readonly SeenEvent[];
}
