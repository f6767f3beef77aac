/** A repair in words people use: what changes, and what each person is told, in their own zone. */
import type { PlanningFacts } from '#domain/planning/planning-facts.ts';
import type { Notice, Repair, SessionChange, Telling } from './repair.ts';
import { sessionId } from '#domain/template/loop-template.ts';
import type { ToldView } from './loop-repair.ts';
import { dateAt, minuteOf, timeAt } from '#domain/time/zoned.ts';

/** Names of people who may have left since come from the loop itself. */
export type Names = {
  readonly facts: PlanningFacts;
  readonly nameOf: (person: string) => string;
  readonly roomOf: (room: string) => string;
};

/** One line for each session that changes: “Grace replaces Ravi in System design”. */
export function summaryOf({ changes }: Repair, names: Names): string[] {
  return changes.flatMap((change) => linesOf(change, names));
}

function linesOf(change: SessionChange, names: Names): string[] {
  const { after, moved, rerouted } = change;
  const title = titleOf(change.session, names);
  if (after === undefined) return [`${title} is not held any more`];
  const zone = names.facts.opening.timeZone;
  const where = after.room === undefined ? 'without a room' : `in ${names.roomOf(after.room)}`;
  return [
    ...exchanges(change, title, names),
    ...(moved
      ? [`${title} moves from ${when(change.before.start, zone)} to ${when(after.start, zone)}`]
      : []),
    ...(rerouted ? [`${title} is ${where}`] : []),
    ...change.recast.map(({ person, to }) => `${names.nameOf(person)} is ${roleWords(to)} in ${title}`),
  ];
}

function exchanges({ out, in: joined }: SessionChange, title: string, { nameOf }: Names): string[] {
  const [left, come] = [out.map(nameOf), joined.map(nameOf)];
  if (left.length > 0 && come.length > 0) {
    const verb = come.length === 1 ? 'replaces' : 'replace';
    return [`${list(come)} ${verb} ${list(left)} in ${title}`];
  }
  if (left.length > 0) return [`${list(left)} ${left.length === 1 ? 'leaves' : 'leave'} ${title}`];
  return come.length > 0 ? [`${list(come)} ${come.length === 1 ? 'joins' : 'join'} ${title}`] : [];
}

export function toldViews({ told }: Repair, names: Names): ToldView[] {
  return told.map((telling) => ({
    id: telling.id,
    kind: telling.who,
    name: telling.who === 'candidate' ? names.facts.application.name : names.nameOf(telling.id),
    lines: telling.notices.map((notice) => noticeLine(notice, telling, names)),
  }));
}

function noticeLine(notice: Notice, telling: Telling, names: Names): string {
  const title = titleOf(notice.session, names);
  const zone = zoneOf(telling, names);
  switch (notice.what) {
    case 'time':
      return `${title} is now ${when(notice.to, zone)}, not ${when(notice.from, zone)}`;
    case 'room':
      return notice.to === undefined
        ? `${title} has no room any more`
        : `${title} is now in ${names.roomOf(notice.to)}`;
    case 'out':
      return `You are no longer in ${title}`;
    case 'in': {
      const room = notice.room === undefined ? '' : `, in ${names.roomOf(notice.room)}`;
      return `You are in ${title}, ${when(notice.start, zone)}${room}, as ${roleWords(notice.role)}`;
    }
    case 'role':
      return `You are now ${roleWords(notice.to)} in ${title}`;
    case 'company':
      return companyLine(notice, title, { telling, names });
    case 'cancelled':
      return `${title} is not held any more`;
  }
}

function companyLine(
  notice: Extract<Notice, { what: 'company' }>,
  title: string,
  { telling, names }: { readonly telling: Telling; readonly names: Names },
): string {
  const [come, left] = [notice.in.map(names.nameOf), notice.out.map(names.nameOf)];
  const meeting = telling.who === 'candidate' ? 'You meet' : 'With you sits';
  if (come.length === 0) return `${list(left)} ${left.length === 1 ? 'is' : 'are'} no longer in ${title}`;
  return left.length === 0
    ? `${meeting} ${list(come)} too in ${title}`
    : `${meeting} ${list(come)} instead of ${list(left)} in ${title}`;
}

function zoneOf({ who, id }: Telling, { facts }: Names): string {
  if (who === 'candidate') return facts.application.timeZone;
  return facts.people.find((person) => person.id === id)?.timeZone ?? facts.opening.timeZone;
}

function titleOf(session: string, { facts }: Names): string {
  const { application, opening } = facts;
  const module = opening.template.modules.find(({ id }) => sessionId(application.id, id) === session);
  return `“${module?.title ?? session}”`;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Mon 7 Dec, 9:00` */
function when(instant: string, zone: string): string {
  const minute = minuteOf(instant);
  const date = Temporal.PlainDate.from(dateAt(minute, zone));
  const day = `${WEEKDAYS[date.dayOfWeek - 1]} ${date.day} ${MONTHS[date.month - 1]}`;
  return `${day}, ${timeAt(minute, zone).replace(/^0/, '')}`;
}

function roleWords(role: string): string {
  return role.replaceAll('_', ' ');
}

/** `Ada`, `Ada and Bob`, `Ada, Bob and Cyd` */
function list(names: readonly string[]): string {
  if (names.length < 2) return names.join('');
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
