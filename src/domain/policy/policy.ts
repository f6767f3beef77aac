/**
 * Who may do what: the one place. A route names a deed; the door asks here before its handler runs, and a handler asks
 * here what of its answer somebody sees.
 * Somebody who may not see an object at all is answered as if it did not exist; somebody who sees it and may not do
 * the deed is told so.
 */
import type { Role, Viewer } from './viewer.ts';

/** What somebody is to one opening. The hiring manager decides, the coordinator plans, an interviewer helps to interview. */
export const TEAM_ROLES = ['hiring-manager', 'coordinator', 'interviewer'] as const;
export type TeamRole = (typeof TEAM_ROLES)[number];

/** The kinds of objects that ids in requests stand for. */
export type ThingKind = 'opening' | 'application' | 'loop' | 'superday' | 'person' | 'room' | 'search';
export type Thing = { readonly kind: ThingKind; readonly id: string };

/** `its` is the opening that the object belongs to; of what belongs to none, any opening of the organisation. */
type Who =
  | Role
  | 'every member'
  | `its ${TeamRole}`
  | 'who sits in it'
  | 'the person'
  | 'whoever looks at the sample';

/** Deeds of the installation, in no organisation. */
type Outside =
  | 'see-organisations'
  | 'start-organisation'
  | 'open-sample'
  | 'see-health'
  | 'sign-in'
  | 'finish-signing-in'
  | 'use-own-account'
  | 'keep-own-account'
  | ByLink;

/** Deeds of whoever brings the token of a link, signed in or not: each kind of token opens what its deed says alone. */
type ByLink = `${'see-agenda' | 'see-scheduling' | 'see-session' | 'see-calendar' | 'answer'}-by-link`;

/** Deeds inside an organisation. */
export type Inside =
  | 'see-organisation'
  | 'manage-accounts'
  | 'see-audit'
  | 'see-history'
  | 'see-people'
  | 'see-person'
  | 'edit-people'
  | 'edit-rooms'
  | 'set-calendar'
  | 'see-attention'
  | 'see-openings'
  | 'open-opening'
  | 'see-opening'
  | 'edit-opening'
  | 'edit-team'
  | 'edit-template'
  | 'see-candidate'
  | 'edit-candidates'
  | 'see-needs'
  | 'give-links'
  | 'plan'
  | 'stop-search'
  | 'see-loop'
  | 'decline-own'
  | 'see-whole-loop'
  | 'see-superdays'
  | 'see-ledger'
  | 'see-stray-mail'
  | 'see-day'
  | 'mark-session';

/** What can be asked of the server; each route names one. */
export type Deed = Outside | Inside;

/** An organisation is started by whoever sets the server up. A link opens its one thing, whoever follows it. */
const OUTSIDE: Readonly<
  Record<
    Outside,
    | 'anybody'
    | 'anybody but outsiders'
    | 'whoever is halfway in'
    | 'whoever is signed in'
    | 'whoever is more than sent by a provider'
    | readonly Role[]
  >
> = {
  'see-organisations': 'anybody',
  'open-sample': 'anybody but outsiders',
  'sign-in': 'anybody',
  'see-agenda-by-link': 'anybody',
  'see-scheduling-by-link': 'anybody',
  'answer-by-link': 'anybody',
  'see-session-by-link': 'anybody',
  'see-calendar-by-link': 'anybody',
  'finish-signing-in': 'whoever is halfway in',
  'use-own-account': 'whoever is signed in',
  'keep-own-account': 'whoever is more than sent by a provider',
  'see-health': ['administrator', 'operator'],
  'start-organisation': [],
};

const SAMPLE: Who = 'whoever looks at the sample';
const PLANNERS: readonly Who[] = ['administrator', 'coordinator', SAMPLE];
const LEADING: readonly Who[] = [...PLANNERS, 'its hiring-manager', 'its coordinator'];

/** Whoever sits at a computer without accounts may do all of these; somebody of another organisation none. */
const INSIDE: Readonly<Record<Inside, readonly Who[]>> = {
  'see-organisation': ['every member', SAMPLE],
  'manage-accounts': ['administrator'],
  'see-audit': ['administrator', SAMPLE],
  'see-people': ['every member', SAMPLE],
  'edit-people': PLANNERS,
  'edit-rooms': PLANNERS,
  'set-calendar': [...PLANNERS, 'the person'],
  'see-attention': PLANNERS,
  'see-openings': ['every member', SAMPLE],
  'open-opening': PLANNERS,
  'see-opening': [...PLANNERS, 'its hiring-manager', 'its coordinator', 'its interviewer', 'who sits in it'],
  'edit-opening': [...PLANNERS, 'its coordinator'],
  'edit-team': PLANNERS,
  'edit-template': [...PLANNERS, 'its hiring-manager', 'its coordinator'],
  'edit-candidates': [...PLANNERS, 'its coordinator'],
  'see-candidate': [...PLANNERS, 'its hiring-manager', 'its coordinator', 'who sits in it'],
  'see-needs': [...PLANNERS, 'its coordinator'],
  'give-links': [...PLANNERS, 'its coordinator'],
  plan: [...PLANNERS, 'its coordinator'],
  'stop-search': [...PLANNERS, 'its coordinator'],
  'see-loop': [...PLANNERS, 'its hiring-manager', 'its coordinator', 'who sits in it'],
  'decline-own': ['who sits in it'],
  'see-whole-loop': LEADING,
  'see-history': LEADING,
  'see-superdays': LEADING,
  'see-ledger': LEADING,
  'see-stray-mail': PLANNERS,
  'see-day': ['every member', SAMPLE],
  'mark-session': [...PLANNERS, 'its coordinator', 'who sits in it'],
  'see-person': [...PLANNERS, 'hiring-manager', 'its hiring-manager', 'its coordinator', 'the person'],
};

/** What a route asks for; `of` is the kind of object that the `:id` of its path stands for. */
export type Permission = { readonly deed: Deed; readonly of?: ThingKind };

/** The deed of seeing an object at all. A search is seen by whoever may stop it. */
const SEEING: Readonly<Record<ThingKind, Inside>> = {
  opening: 'see-opening',
  application: 'see-candidate',
  loop: 'see-loop',
  superday: 'see-superdays',
  person: 'see-person',
  room: 'see-person',
  search: 'stop-search',
};

/** Somebody's places on hiring teams and in sessions. */
export type Places = {
  readonly teams: readonly { readonly opening: string; readonly role: TeamRole }[];
  readonly sits: readonly {
    readonly opening: string;
    readonly application: string;
    readonly loop: string;
    /** Whether one of these sessions is scored; see `day-notes.ts`. */
    readonly scores: boolean;
  }[];
};
const NO_PLACES: Places = { teams: [], sits: [] };

/** An object that exists in the organisation; what belongs to an opening comes with it. */
export type Known =
  | { readonly kind: 'person' | 'room' | 'search'; readonly id: string; readonly opening?: never }
  | {
      readonly kind: 'opening' | 'application' | 'loop' | 'superday';
      readonly id: string;
      readonly opening: string;
    };

/** What one read tells: the asker's places, and which of the objects asked about exist. */
export type Facts = { readonly places: Places; readonly known: readonly Known[] };

/** Somebody in one organisation. Others than members have no places. */
export type Member = { readonly person: string; readonly roles: readonly Role[]; readonly places: Places };
/** `host`: sits at a computer without accounts. `guest`: looks at the sample. */
export type Asker = 'host' | 'guest' | Member;

/** Who asks in an organisation, before their places are known; others than the named have nothing to do there. */
export function askerIn(
  viewer: Viewer,
  organisation: string,
  places: Places = NO_PLACES,
): Asker | 'stranger' | 'nobody' {
  if (viewer.kind === 'computer') return 'host';
  if (viewer.kind !== 'member') return 'nobody';
  const membership = viewer.memberships.find((one) => one.organisation === organisation);
  return membership === undefined ? 'stranger' : { ...membership, places };
}

export function maySeeOrganisation(
  viewer: Viewer,
  { id, sample }: { readonly id: string; readonly sample: boolean },
): boolean {
  const asker = askerIn(viewer, id);
  return (sample && seesSample(viewer)) || (asker !== 'stranger' && asker !== 'nobody');
}

/** The sample is open to everybody, but to no stranger who comes over a network, and to nobody who is still coming in. */
export function seesSample(viewer: Viewer): boolean {
  return viewer.kind !== 'outsider' && viewer.kind !== 'halfway';
}

/**
 * Whether somebody may do what belongs to no organisation. Whoever is halfway in may finish, and nothing else that
 * strangers may not.
 */
export function mayOutside(viewer: Viewer, deed: Outside): boolean {
  const who = OUTSIDE[deed];
  if (viewer.kind === 'computer' || who === 'anybody') return true;
  if (viewer.kind === 'outsider') return false;
  if (viewer.kind === 'halfway') return who === 'whoever is halfway in';
  if (who === 'anybody but outsiders' || viewer.kind === 'nobody') return who === 'anybody but outsiders';
  if (who === 'whoever is more than sent by a provider') return viewer.byProvider !== true;
  return (
    who === 'whoever is signed in' ||
    viewer.memberships.some(({ roles }) => roles.some((role) => who.includes(role)))
  );
}

export function isOutside(deed: Deed): deed is Outside {
  return deed in OUTSIDE;
}

/** Whether somebody may do a deed to an object, or in the organisation where none is named. */
export function may(asker: Asker, deed: Inside, thing?: Known): boolean {
  if (asker === 'host') return true;
  const who = INSIDE[deed];
  if (asker === 'guest') return who.includes(SAMPLE);
  return titlesOf(asker, thing).some((title) => who.includes(title));
}

export function maySee(asker: Asker, thing: Known): boolean {
  return may(asker, SEEING[thing.kind], thing);
}

function titlesOf({ person, roles, places }: Member, thing?: Known): readonly Who[] {
  const titles: Who[] = ['every member', ...roles];
  if (thing === undefined) return titles;
  const { kind, id, opening } = thing;
  for (const team of places.teams) {
    if (opening === undefined || team.opening === opening) titles.push(`its ${team.role}`);
  }
  const isOf = (seat: Readonly<Partial<Record<ThingKind, string>>>): boolean => seat[kind] === id;
  if (places.sits.some(isOf)) titles.push('who sits in it');
  if (kind === 'person' && id === person) titles.push('the person');
  return titles;
}

/** A request inside an organisation: the object that its path is about, and those that its body names. */
export type Asked = { readonly deed: Inside; readonly about?: Thing; readonly names: readonly Thing[] };

/** `unseen`: answered as if there were no such object. */
export type Verdict = { readonly is: 'yes' | 'no' } | { readonly is: 'unseen'; readonly what: ThingKind };

/** Whether the answer hangs on more than roles: on places, or on whether there is what the body names. */
export function hangsOnFacts(asker: Asker, asked: Asked): boolean {
  return toCheck(asker, asked).length > 0;
}

/**
 * Every object counts, not only the first: each must exist, be seen, and be one to which the deed may be done. What the
 * path names comes first, so that nothing is told of what a body names to somebody who may not do the deed at all.
 */
export function judge(asker: Asker, asked: Asked, known: readonly Known[]): Verdict {
  const { deed, about } = asked;
  if (about === undefined && !may(asker, deed)) return { is: 'no' };
  for (const thing of toCheck(asker, asked)) {
    const found = known.find(({ kind, id }) => kind === thing.kind && id === thing.id);
    if (found === undefined || !maySee(asker, found)) return { is: 'unseen', what: thing.kind };
    if (!may(asker, deed, found)) return { is: 'no' };
  }
  return { is: 'yes' };
}

/** Where roles decide about what the path names, the use case itself finds whether it is there. */
function toCheck(asker: Asker, { deed, about, names }: Asked): readonly Thing[] {
  if (may(asker, deed)) return names;
  return about === undefined ? [] : [about, ...names];
}
