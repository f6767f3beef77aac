/**
 * What was changed, by whom and when. An entry holds ids and figures and no name, address or other text about a person:
 * who is meant is looked up when the entry is shown, and is gone when the person's data are.
 */
import { canonicalJson } from './audit-chain.ts';
import { DAY_MARKS, SESSION_MARKS, type MarkKind } from '#domain/day/day.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { Viewer } from '#domain/policy/viewer.ts';

/** Every change that has a name, and what it changes. */
const ACTIONS = {
  'organisation-started': 'organisation',
  'sample-made': 'organisation',
  'people-imported': 'organisation',
  'walking-set': 'organisation',
  'person-added': 'person',
  'person-changed': 'person',
  'person-removed': 'person',
  'training-qualified': 'person',
  'training-begun': 'person',
  'training-path-set': 'organisation',
  'calendar-read': 'person',
  'calendar-forgotten': 'person',
  'calendar-connected': 'person',
  'calendar-disconnected': 'person',
  'calendar-signed-in': 'person',
  'calendar-emptied': 'person',
  'writing-begun': 'person',
  'writing-ended': 'person',
  'written-again': 'person',
  'feed-renewed': 'person',
  'feed-names-shown': 'person',
  'feed-names-left-out': 'person',
  'member-invited': 'person',
  'invitation-withdrawn': 'person',
  'member-joined': 'person',
  'member-roles-changed': 'person',
  'member-disabled': 'person',
  'member-enabled': 'person',
  'member-removed': 'person',
  'provider-set': 'organisation',
  'provider-changed': 'organisation',
  'provider-removed': 'organisation',
  'identity-linked': 'person',
  'identity-unlinked': 'person',
  'authenticator-added': 'person',
  'authenticator-removed': 'person',
  'passkey-added': 'person',
  'passkey-removed': 'person',
  'recovery-codes-made': 'person',
  'factors-dropped': 'person',
  'mailbox-shown': 'person',
  'password-link-made': 'person',
  'room-added': 'room',
  'room-changed': 'room',
  'room-removed': 'room',
  'opening-created': 'opening',
  'opening-changed': 'opening',
  'day-notes-saved': 'opening',
  'team-saved': 'opening',
  'telling-set': 'opening',
  'template-saved': 'opening',
  'candidate-added': 'application',
  'candidate-changed': 'application',
  'candidate-removed': 'application',
  'code-sent': 'application',
  'panelist-code-sent': 'person',
  'needs-saved': 'application',
  'times-asked': 'application',
  'times-said': 'application',
  'scheduling-link-made': 'application',
  'scheduling-link-withdrawn': 'application',
  'offer-made': 'application',
  'offer-seen': 'application',
  'offer-prolonged': 'application',
  'offer-withdrawn': 'application',
  'offer-chosen': 'application',
  'another-day-asked': 'application',
  'changes-settled': 'application',
  'needs-looked-at': 'application',
  'plan-confirmed': 'loop',
  'repair-accepted': 'loop',
  'loop-cancelled': 'loop',
  'day-marked': 'loop',
  'mark-taken-back': 'loop',
  'answer-received': 'loop',
  'mail-received': 'loop',
  'mail-settled': 'loop',
  'stray-mail-received': 'organisation',
  'stray-mail-settled': 'organisation',
  'clocks-followed': 'loop',
  'loop-rescheduled': 'loop',
  'cancel-asked': 'loop',
  'cancel-undone': 'loop',
  'decline-said': 'loop',
  'decline-undone': 'loop',
  'told-by-hand': 'loop',
  'told-again': 'loop',
  'agenda-link-made': 'loop',
  'agenda-link-withdrawn': 'loop',
  'panel-link-made': 'loop',
  'panel-link-withdrawn': 'loop',
  'superday-confirmed': 'superday',
} as const;

export type AuditAction = keyof typeof ACTIONS;
export type SubjectKind = (typeof ACTIONS)[AuditAction];

export function isAuditAction(text: string): text is AuditAction {
  return Object.hasOwn(ACTIONS, text);
}

export function subjectOf(action: AuditAction): SubjectKind {
  return ACTIONS[action];
}

/** What people look for among the changes. */
export const CHANGE_KIND_NAMES = [
  'days',
  'candidates',
  'people',
  'rooms',
  'openings',
  'organisation',
] as const;
export type ChangeKind = (typeof CHANGE_KIND_NAMES)[number];

/** The subjects that belong to each. */
export const CHANGE_KINDS: Readonly<Record<ChangeKind, readonly SubjectKind[]>> = {
  days: ['loop', 'superday'],
  candidates: ['application'],
  people: ['person'],
  rooms: ['room'],
  openings: ['opening'],
  organisation: ['organisation'],
};

/**
 * `computer`: whoever sits at this computer while there are no accounts; `member`: a person of the organisation;
 * `visitor`: somebody with an account who is no member of it, or not yet; `agenda`: whoever holds a candidate's link;
 * `candidate`: the candidate, who gave the code that was mailed to them; `mail`: somebody who answered by mail.
 */
export type Actor =
  | { readonly kind: 'computer' | 'visitor' | 'agenda' | 'candidate' | 'mail' }
  | { readonly kind: 'member'; readonly person: string };

/** Who an asker is to one organisation. */
export function actorOf(viewer: Viewer, organisation: string): Actor {
  if (viewer.kind === 'computer') return { kind: 'computer' };
  const memberships = viewer.kind === 'member' ? viewer.memberships : [];
  const own = memberships.find((membership) => membership.organisation === organisation);
  return own === undefined ? { kind: 'visitor' } : { kind: 'member', person: own.person };
}

/** One change as a use case tells it; `id` is of the action's subject. */
export type Change = {
  readonly organisation: string;
  readonly action: AuditAction;
  readonly id: string;
  readonly details?: AuditDetails;
};

/** The same with when and by whom. */
export type NewEntry = Change & { readonly at: Instant; readonly actor: Actor };

/** What details may hold, by name: ids, words of a list, instants, figures. */
const DETAILS = {
  openings: 'ids',
  applications: 'ids',
  people: 'ids',
  rooms: 'ids',
  loops: 'ids',
  fields: 'fields',
  event: 'event',
  mark: 'mark',
  start: 'instant',
  end: 'instant',
  sessions: 'count',
  modules: 'count',
  walks: 'count',
  calendars: 'count',
  busy: 'count',
} as const;

/** What of a person, a candidate, a room or an opening was changed. */
export const AUDIT_FIELDS = [
  'name',
  'title',
  'email',
  'timeZone',
  'works',
  'prefers',
  'maxPerDay',
  'maxPerWeek',
  'gap',
  'pools',
  'seats',
  'features',
  'site',
  'available',
  'outside',
  'wayThere',
  'arrival',
  'badge',
] as const;
export type AuditField = (typeof AUDIT_FIELDS)[number];
export const AUDIT_EVENTS = [
  'asked',
  'comes',
  'declined',
  'away',
  'leaves',
  'late',
  'lost',
  'behind',
] as const;
type AuditEvent = (typeof AUDIT_EVENTS)[number];
export const AUDIT_MARKS: readonly MarkKind[] = [...DAY_MARKS, ...SESSION_MARKS];

type Sorts = {
  readonly ids: readonly string[];
  readonly fields: readonly AuditField[];
  readonly event: AuditEvent;
  readonly mark: MarkKind;
  readonly instant: Instant;
  readonly count: number;
};
type DetailName = keyof typeof DETAILS;
/** `start` and `end` are those of the candidate's part of the day; `sessions` and the like are counts. */
export type AuditDetails = { readonly [Name in DetailName]?: Sorts[(typeof DETAILS)[Name]] };

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

const FITS: { readonly [Sort in keyof Sorts]: (value: unknown) => boolean } = {
  ids: (value) => isListOf(value, (one) => ID.test(one)),
  fields: (value) => isListOf(value, (one) => AUDIT_FIELDS.some((field) => field === one)),
  event: (value) => AUDIT_EVENTS.some((event) => event === value),
  mark: (value) => AUDIT_MARKS.some((mark) => mark === value),
  instant: (value) => typeof value === 'string' && INSTANT.test(value),
  count: (value) => Number.isSafeInteger(value),
};

function isListOf(value: unknown, fits: (one: string) => boolean): value is readonly string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string' && fits(one));
}

/** With ids in small letters, as the database gives them back. */
export function withPlainIds<E extends Change>(entry: E): E {
  const { organisation, id, details = {} } = entry;
  const plain = Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      name,
      isDetail(name) && DETAILS[name] === 'ids' && Array.isArray(value)
        ? value.map((one) => String(one).toLowerCase())
        : value,
    ]),
  );
  return { ...entry, organisation: organisation.toLowerCase(), id: id.toLowerCase(), details: plain };
}

/** The names of what no details may hold; a name or an address that somebody put there by mistake is among them. */
export function unfitDetails(details: object): readonly string[] {
  return Object.entries(details).flatMap(([name, value]) => (fitsAs(name, value) ? [] : [name]));
}

/** What can be understood of details that are stored; whoever altered them may have written anything. */
export function soundDetails(stored: unknown): AuditDetails {
  if (typeof stored !== 'object' || stored === null) return {};
  return Object.fromEntries(Object.entries(stored).filter(([name, value]) => fitsAs(name, value)));
}

function fitsAs(name: string, value: unknown): boolean {
  return isDetail(name) && FITS[DETAILS[name]](value);
}

function isDetail(name: string): name is DetailName {
  return Object.hasOwn(DETAILS, name);
}

/** Which fields differ between what was there and what was saved. */
export function changedFields<F extends AuditField>(
  before: { readonly [Name in F]?: unknown },
  after: { readonly [Name in F]?: unknown },
): F[] {
  return AUDIT_FIELDS.filter((field): field is F => plainly(before, field) !== plainly(after, field));
}

/** As text, in which the order of fields and of names in a list makes no difference. */
function plainly(of: object, field: AuditField): string {
  const value: unknown = Object.entries(of).find(([name]) => name === field)?.[1] ?? null;
  return canonicalJson(isListOf(value, () => true) ? value.toSorted() : value);
}
