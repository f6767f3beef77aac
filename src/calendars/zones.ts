/**
 * Which clock a TZID means: the zone database first, then Windows names, then the file's own VTIMEZONE.
 *
 * A known name wins over a VTIMEZONE that says otherwise, because files carry old or false rules; that is told.
 */
import { findIana } from 'windows-iana';
import { ok, refuse, type Result } from '#domain/result.ts';
import { zoneExists } from '#domain/time/zoned.ts';
import type { CalendarRemark } from '#domain/calendar/calendar.ts';
import { UTC, zoneClock, type Clock } from './clock.ts';
import { firstOf, quoted, type Component, type Property } from './components.ts';
import type { Moment } from './values.ts';
import { vtimezoneClock } from './vtimezone.ts';

/** Seconds since 1970-01-01T00:00Z, and the zone of whoever owns the calendar. */
export type Asked = { readonly from: number; readonly to: number; readonly zone: string };

export type Zones = {
  /** The clock against which a value of this property is written; a reason when nobody knows it. */
  readonly clockOf: (property: Property, moment: Moment) => Result<Clock, string>;
  readonly warnings: CalendarRemark[];
};

/** `components` are the VTIMEZONEs of the file. */
export function zonesOf(components: readonly Component[], asked: Asked): Zones {
  const own = zoneClock(asked.zone);
  const warnings: CalendarRemark[] = [];
  const described = new Map<string, Component>();
  for (const component of components)
    described.set(firstOf(component, 'TZID')?.value.trim() ?? '', component);
  const known = new Map<string, Result<Clock, string>>();
  const clockOf = (property: Property, moment: Moment): Result<Clock, string> => {
    if (moment.kind === 'utc') return ok(UTC);
    const name = property.parameters.get('TZID')?.trim();
    if (name === undefined || name === '' || moment.kind === 'date') return ok(own);
    const before = known.get(name);
    if (before !== undefined) return before;
    const clock = namedClock(name, described.get(name), asked);
    if (clock.ok) warnings.push(...disagreement(clock.value, described.get(name), asked));
    known.set(name, clock);
    return clock;
  };
  return { clockOf, warnings };
}

function namedClock(name: string, component: Component | undefined, asked: Asked): Result<Clock, string> {
  const location = component === undefined ? undefined : firstOf(component, 'X-LIC-LOCATION')?.value.trim();
  const zone = databaseName(name) ?? windowsName(name) ?? databaseName(location ?? '');
  if (zone !== undefined) return ok(zoneClock(zone));
  if (component === undefined) {
    return refuse(`the time zone ${quoted(name)} is not known and the file has no VTIMEZONE for it`);
  }
  const clock = vtimezoneClock(component, asked);
  if (clock.ok) return clock;
  const { line, reason } = clock.problem;
  return refuse(
    `the time zone ${quoted(name)} is not known and its VTIMEZONE cannot be read (line ${line}: ${reason})`,
  );
}

/** Also behind a prefix: `/mozilla.org/20050126_1/Europe/Berlin`, `/freeassociation.sourceforge.net/Europe/Berlin`. */
function databaseName(name: string): string | undefined {
  if (name === '') return undefined;
  if (!name.includes('/')) return zoneExists(name) ? name : undefined;
  const parts = name.split('/').slice(-6);
  for (const index of parts.keys()) {
    const tail = parts.slice(index).join('/');
    if (tail.includes('/') && zoneExists(tail)) return tail;
  }
  return undefined;
}

/** `Eastern Standard Time 1` is how Outlook numbers a second copy of the zone. */
function windowsName(name: string): string | undefined {
  const plain = name.replace(/ \d+$/, '');
  return [...findIana(name), ...findIana(plain)].find((zone) => zoneExists(zone));
}

const STEPS = 12;

function disagreement(clock: Clock, component: Component | undefined, asked: Asked): CalendarRemark[] {
  if (component === undefined) return [];
  const own = vtimezoneClock(component, asked);
  if (!own.ok) return [];
  for (let step = 0; step <= STEPS; step++) {
    const second = asked.from + Math.floor(((asked.to - asked.from) * step) / STEPS);
    if (own.value.clockAt(second) !== clock.clockAt(second)) {
      const name = quoted(own.value.name);
      const reason = `the VTIMEZONE ${name} contradicts the zone database; ${clock.name} as the database has it was used`;
      return [{ line: component.line, reason }];
    }
  }
  return [];
}
