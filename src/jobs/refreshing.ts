/** Calendars of people: reading them when somebody asks, and connected ones again and again. */
import { openCalendarReader } from '#calendars/calendar.ts';
import { openRemoteCalendars } from '#calendars/remote.ts';
import type { Outbound } from '#outbound/outbound.ts';
import type { Context } from '#usecases/context.ts';
import {
  refreshCalendars,
  type CalendarMeans,
  type Refreshed,
} from '#usecases/calendars/refresh-calendars.ts';
import { inTurns, type InTurns } from './in-turns.ts';
import { startWriting, type WritingTold } from './writing.ts';

/** Milliseconds between two looks. */
const LOOK = 15_000;
/** Calendars that are read at the same time: one that hangs keeps few others waiting. */
const LANES = 4;

export type RefreshTold = WritingTold & {
  readonly refreshed?: (one: Refreshed) => void;
};

export type OpenCalendars = {
  readonly effects: Pick<Context, 'readCalendar' | 'remoteCalendars' | 'wakeCalendars'>;
  /** Writes what is to be written there, as long as they are read. */
  readonly write: (context: Context) => void;
  readonly close: () => Promise<void>;
};

/** Without `told` nothing is read again by itself, and nothing written. */
export function openCalendars(
  outbound: Outbound,
  means: Omit<CalendarMeans, 'remoteCalendars'>,
  told: RefreshTold | undefined,
): OpenCalendars {
  const reader = openCalendarReader();
  const remoteCalendars = openRemoteCalendars(outbound, reader);
  let writing: Pick<InTurns, 'wake' | 'stop'> | undefined;
  const refreshing = told === undefined ? undefined : startRefreshing({ ...means, remoteCalendars }, told);
  return {
    effects: {
      readCalendar: reader.read,
      remoteCalendars,
      wakeCalendars: () => {
        refreshing?.wake();
        writing?.wake();
      },
    },
    write: (context) => {
      if (told !== undefined) writing = startWriting(context, told);
    },
    close: async () => {
      await Promise.all([refreshing?.stop(), writing?.stop()]);
      await reader.close();
    },
  };
}

/** A reading that is under way when it is stopped ends by its own limits on time. */
export function startRefreshing(
  means: CalendarMeans,
  { refreshed = () => undefined, failed }: RefreshTold,
  look: number = LOOK,
): Pick<InTurns, 'wake' | 'stop'> {
  return inTurns(
    async ({ stopped }) => {
      const lane = async (): Promise<void> => {
        const done = await refreshCalendars(means, { random: Math.random, enough: stopped, refreshed });
        if (!done.ok) failed(new Error(done.problem.cause), 'calendars');
      };
      await Promise.all(Array.from({ length: LANES }, lane));
    },
    { look, failed: (error) => failed(error, 'calendars') },
  );
}
