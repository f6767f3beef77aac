/** An organisation's entries as they are shown: with names looked up, as far as they are still known. */
import {
  isAuditAction,
  soundDetails,
  type Actor,
  type AuditAction,
  type AuditDetails,
  type ChangeKind,
} from './audit.ts';
import type { ChainedEntry, ChainFault } from './audit-chain.ts';
import type { Instant, LocalDate } from '#domain/planning/loop-problem.ts';

/** Dates are whole days in the organisation's zone, both included; `candidate` is the id of an application. */
export type AuditQuestion = {
  readonly kind?: ChangeKind;
  readonly candidate?: string;
  readonly person?: string;
  readonly loop?: string;
  readonly from?: LocalDate;
  readonly to?: LocalDate;
  /** Only entries with a smaller number. */
  readonly before?: number;
};

/** Somebody or something that an entry is about; without a name it is no longer known here. */
export type AuditNamed = { readonly id: string; readonly name?: string };

/** `you`: whoever looks at the entry did it; `unknown` is of no version of this program. */
export const AUDIT_ACTORS = [
  'you',
  'computer',
  'member',
  'visitor',
  'agenda',
  'candidate',
  'mail',
  'unknown',
] as const;
export type AuditActor = (typeof AUDIT_ACTORS)[number];

/**
 * `action` is absent where this program does not know it. `subject` is what was changed; that of a loop has the
 * candidate's name. `zone` is the opening's, or else the organisation's. Of many people only some are listed.
 */
export type AuditEntryView = {
  readonly number: number;
  readonly at: Instant;
  readonly actor: AuditActor;
  readonly actorName?: string;
  readonly action?: AuditAction;
  readonly subject: AuditNamed;
  readonly openings: readonly AuditNamed[];
  readonly candidates: readonly AuditNamed[];
  readonly people: readonly AuditNamed[];
  readonly peopleCount: number;
  readonly roomCount: number;
  readonly zone: string;
  readonly figures: Omit<AuditDetails, 'openings' | 'applications' | 'people' | 'rooms' | 'loops'>;
};

/** Newest first. `next` is there when older ones follow: what to ask for as `before`. */
export type AuditPage = {
  readonly timeZone: string;
  readonly entries: readonly AuditEntryView[];
  readonly next?: number;
};

/** Whom one may look for: candidates by application, and people, those who left included. */
export type AuditKnown = {
  readonly candidates: readonly AuditNamed[];
  readonly people: readonly AuditNamed[];
};

/** How far the chain holds from its first entry on, and the first thing that does not agree. */
export type ChainVerdict = {
  readonly number: number;
  readonly hash: string;
  readonly fault?: ChainFault & { readonly text: string };
};

/** What is known of an id: its name, and the zone of an opening. */
export type KnownNames = ReadonlyMap<string, { readonly name: string; readonly zone: string | null }>;

/** How many people of one entry are named; an import has hundreds. */
const NAMED = 12;

/** Ids whose names an entry shows. */
export function shownIds({ subjectId, actorId, details }: ChainedEntry): string[] {
  const { openings = [], applications = [], people = [] } = soundDetails(details);
  const actor = actorId === null ? [] : [actorId];
  return [subjectId, ...actor, ...openings, ...applications, ...people.slice(0, NAMED)];
}

type Around = { readonly names: KnownNames; readonly viewer: Actor; readonly timeZone: string };

export function entryView(entry: ChainedEntry, { names, viewer, timeZone }: Around): AuditEntryView {
  const { openings = [], applications = [], people = [], ...rest } = soundDetails(entry.details);
  const { rooms = [], loops: _loops, ...figures } = rest;
  const named = (id: string): AuditNamed => {
    const name = names.get(id)?.name;
    return name === undefined ? { id } : { id, name };
  };
  const actorName = entry.actorId === null ? undefined : named(entry.actorId).name;
  return {
    number: entry.number,
    at: entry.at,
    actor: actorShown(entry, viewer),
    ...(actorName === undefined ? {} : { actorName }),
    ...(isAuditAction(entry.action) ? { action: entry.action } : {}),
    subject: named(entry.subjectId),
    openings: openings.map(named),
    candidates: applications.map(named),
    people: people.slice(0, NAMED).map(named),
    peopleCount: people.length,
    roomCount: rooms.length,
    zone: names.get(openings[0] ?? '')?.zone ?? timeZone,
    figures,
  };
}

function actorShown({ actor, actorId }: ChainedEntry, viewer: Actor): AuditActor {
  const own = viewer.kind === 'member' ? viewer.person === actorId : viewer.kind === 'computer';
  if (own && actor === viewer.kind) return 'you';
  return AUDIT_ACTORS.find((known) => known === actor && known !== 'you') ?? 'unknown';
}
