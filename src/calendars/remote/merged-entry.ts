/** What is ours of an entry as we want it, and what its owner added as it is: reminders, categories, a colour. */
import ICAL from 'ical.js';

type Property = [
  name: string,
  parameters: Record<string, string | string[]>,
  type: string,
  ...values: unknown[],
];
type Component = [name: string, properties: Property[], components: Component[]];

/** Said by the plan alone. A repetition is none of ours. */
const OURS: readonly string[] = [
  'uid',
  'sequence',
  'dtstamp',
  'dtstart',
  'dtend',
  'duration',
  'summary',
  'description',
  'location',
  'status',
  'recurrence-id',
  'rrule',
  'rdate',
  'exdate',
  'exrule',
];
/** Ours where we have them. */
const ASKED: readonly string[] = ['organizer', 'attendee'];

/** `answered`: it is when and where it was, so an answer that stands in it holds. Both hold an event. */
export function mergedEntry(theirs: string, ours: string, answered: boolean): string {
  const [before, wanted] = [calendarOf(theirs), calendarOf(ours)];
  const [old, event] = [eventOf(before), eventOf(wanted)];
  const mine = event[1].map((property) => (answered ? withAnswer(property, old) : property));
  const taken = new Set([...OURS, ...mine.map(([name]) => name)].filter((name) => name !== 'transp'));
  const kept = old[1].filter(([name]) => !taken.has(name) || (ASKED.includes(name) && !has(event, name)));
  // Whether it makes them busy is theirs to say.
  const said = has(old, 'transp') ? mine.filter(([name]) => name !== 'transp') : mine;
  const zones = before[2].filter(([name]) => name === 'vtimezone');
  return ICAL.stringify([
    'vcalendar',
    wanted[1],
    [...zones, ['vevent', [...said, ...kept], old[2].filter(([name]) => name === 'valarm')]],
  ]);
}

function calendarOf(text: string): Component {
  const parsed: unknown = ICAL.parse(text);
  const calendar = Array.isArray(parsed) && Array.isArray(parsed[0]) ? parsed[0] : parsed;
  return isComponent(calendar) ? calendar : ['vcalendar', [], []];
}

function eventOf([, , parts]: Component): Component {
  return parts.find(([name]) => name === 'vevent') ?? ['vevent', [], []];
}

function has([, properties]: Component, wanted: string): boolean {
  return properties.some(([name]) => name === wanted);
}

/** The attendee with the answer that they gave in their calendar. */
function withAnswer(property: Property, [, properties]: Component): Property {
  const [name, parameters, type, address] = property;
  if (name !== 'attendee') return property;
  const same = properties.find((one) => one[0] === name && textOf(one[3]) === textOf(address));
  const answer = same?.[1]['partstat'];
  if (typeof answer !== 'string' || answer.toUpperCase() === 'NEEDS-ACTION') return property;
  return [name, { ...parameters, partstat: answer, rsvp: 'FALSE' }, type, address];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.toLowerCase() : '';
}

function isComponent(value: unknown): value is Component {
  return (
    Array.isArray(value) && typeof value[0] === 'string' && Array.isArray(value[1]) && Array.isArray(value[2])
  );
}
