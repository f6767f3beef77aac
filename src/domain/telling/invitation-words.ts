/** An event in words: what the mail beside it and its description say, in the attendee's own time. */
import { canonicalJson } from '#domain/audit/audit-chain.ts';
import { spanOf, type Said, type SaidSession } from './ledger.ts';
import { withCandidate } from '#domain/loop/loop.ts';
import type { Role } from '#domain/planning/loop-problem.ts';
import { namesText } from '#domain/names.ts';
import { dateAt, dayText, minuteOf, offsetText, timeAt } from '#domain/time/zoned.ts';

/** A name as it is shown, with the title where there is one; undefined for somebody whose data are gone. */
export type NameOf = (id: string) => string | undefined;

const ROLES: Readonly<Record<Role, string>> = {
  lead: 'you lead it',
  panelist: 'you are on the panel',
  shadow: 'you watch to learn',
  reverse_shadow: 'you lead it, and somebody experienced watches',
  observer: 'you observe',
  host: 'you are the host',
  greeter: 'you greet the candidate',
};

/** The attendee's zone, and the one in which the opening is planned. */
export type Clocks = { readonly own: string; readonly planned: string };

/** In the attendee's own time and, where other clocks hang at the place, in theirs too. */
export function whenLines(
  span: { readonly start: string; readonly end: string },
  { own, planned }: Clocks,
): string[] {
  const start = minuteOf(span.start);
  const same = offsetText(start, own) === offsetText(start, planned);
  return [whenText(span, own), ...(same ? [] : [whenText(span, planned)])];
}

/** `Monday 7 December 2026, 09:00–09:45 (Europe/Berlin, UTC+01:00)` */
function whenText({ start, end }: { readonly start: string; readonly end: string }, zone: string): string {
  const [from, to] = [minuteOf(start), minuteOf(end)];
  const until =
    dateAt(from, zone) === dateAt(to, zone) ? timeAt(to, zone) : `${dayText(to, zone)} ${timeAt(to, zone)}`;
  return `${dayText(from, zone)}, ${timeAt(from, zone)}–${until} (${zone}, ${offsetText(from, zone)})`;
}

/** Who sits in the session beside the attendee. */
function companyText({ people, kind, role }: SaidSession, nameOf: NameOf): string | undefined {
  const names = people.flatMap((one) => {
    const [id = '', as = ''] = one.split(' ');
    const name = nameOf(id);
    if (name === undefined) return [];
    return role === undefined ? [toCandidate(name, as)] : [`${name} (${roleText(as)})`];
  });
  return names.length === 0 || !withCandidate(kind) ? undefined : `With: ${names.toSorted().join(', ')}`;
}

function toCandidate(name: string, role: string): string {
  if (role === 'observer') return `${name} (observes)`;
  return role === 'host' ? `${name} (your host)` : name;
}

function roleText(role: string): string {
  return role.replaceAll('_', ' ');
}

/** Whether what is said there counts; of a meal that is always said. */
export function countText({ kind, evaluated }: Pick<SaidSession, 'kind' | 'evaluated'>): string {
  return `This ${kind === 'meal' ? 'meal' : 'part'} is ${evaluated ? '' : 'not '}evaluated.`;
}

/** What an interviewer is told of their session. */
export function sessionLines(session: SaidSession, when: readonly string[], nameOf: NameOf): string[] {
  const { title, kind, place, purpose, candidates = [], role } = session;
  const names = candidates.flatMap((id) => nameOf(id) ?? []);
  const about = withCandidate(kind) ? 'Candidate' : 'About';
  const company = companyText(session, nameOf);
  return [
    title.toLowerCase().includes(kind) ? title : `${title} (${kind})`,
    ...when,
    ...(place === undefined ? [] : [`Place: ${place}`]),
    ...(names.length === 0 ? [] : [`${names.length === 1 ? about : `${about}s`}: ${namesText(names, 12)}`]),
    ...(role === undefined ? [] : [`Your part: ${ROLES[role]}.`]),
    ...(company === undefined ? [] : [company]),
    ...(purpose === undefined ? [] : [`What it is for: ${purpose}`]),
    ...(withCandidate(kind) ? [countText(session)] : []),
  ];
}

/** What a candidate is told of one session of the day; no kind of training, no ids. */
export function agendaLines(session: SaidSession, zone: string, nameOf: NameOf): string[] {
  const { title, kind, start, end, place, purpose, evaluated } = session;
  const company = companyText(session, nameOf);
  return [
    `${timeAt(minuteOf(start), zone)}–${timeAt(minuteOf(end), zone)} ${title}`,
    ...(company === undefined ? [] : [company]),
    ...(place === undefined ? [] : [`Place: ${place}`]),
    ...(purpose === undefined ? [] : [purpose]),
    ...(kind === 'meal' || !evaluated ? [countText(session)] : []),
  ];
}

/** What is different from what was said before, a line each. */
export function changeLines(
  before: Said,
  now: Said,
  { zone, nameOf }: { readonly zone: string; readonly nameOf: NameOf },
): string[] {
  const was = new Map(before.sessions.map((one) => [one.session, one]));
  const is = new Map(now.sessions.map((one) => [one.session, one]));
  return [
    ...now.sessions.flatMap((session) => {
      const old = was.get(session.session);
      return old === undefined ? [`New: ${session.title}`] : changesOf(old, session, { zone, nameOf });
    }),
    ...before.sessions
      .filter(({ session }) => !is.has(session))
      .map(({ title }) => `Not held any more: ${title}`),
  ];
}

function changesOf(
  old: SaidSession,
  now: SaidSession,
  { zone, nameOf }: { readonly zone: string; readonly nameOf: NameOf },
): string[] {
  const title = old.title === now.title ? now.title : `${old.title}, now “${now.title}”`;
  const moved = old.start !== now.start || old.end !== now.end;
  const what = [
    ...(moved ? [`was ${whenText(old, zone)}`] : []),
    ...(old.place === now.place ? [] : [old.place === undefined ? 'has a place now' : `was in ${old.place}`]),
    ...(old.role === now.role || now.role === undefined ? [] : [`now ${ROLES[now.role]}`]),
    ...needsChanges(old, now),
    ...companyChanges(old, now, nameOf),
  ];
  return what.length === 0 && title === now.title ? [] : [[title, ...what].join('; ')];
}

function needsChanges({ needs: before = [] }: SaidSession, { needs: after = [] }: SaidSession): string[] {
  const same = canonicalJson(before) === canonicalJson(after);
  return same ? [] : ['other things to know of what the candidate needs'];
}

function companyChanges(old: SaidSession, now: SaidSession, nameOf: NameOf): string[] {
  const peopleOf = ({ people, candidates = [] }: SaidSession): string[] => [
    ...people.map((one) => one.split(' ')[0] ?? ''),
    ...candidates,
  ];
  const [before, after] = [peopleOf(old), peopleOf(now)];
  const named = (ids: readonly string[]): string[] => ids.flatMap((id) => nameOf(id) ?? []);
  const joined = named(after.filter((id) => !before.includes(id)));
  const left = named(before.filter((id) => !after.includes(id)));
  return [
    ...(joined.length === 0 ? [] : [`new: ${namesText(joined)}`]),
    ...(left.length === 0 ? [] : [`no longer there: ${namesText(left)}`]),
  ];
}

/** `Mon 7 Dec 09:00`, for a subject. */
export function shortWhen(said: Said, zone: string): string {
  const { start } = spanOf(said);
  const day = dayText(minuteOf(start), zone).replace(/^(\w{3})\w* (\d+) (\w{3}).*$/, '$1 $2 $3');
  return `${day} ${timeAt(minuteOf(start), zone)}`;
}
