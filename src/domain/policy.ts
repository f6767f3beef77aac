/**
 * Who may do what: the one place. A route names a deed; the door asks here before its handler runs.
 */

/** What can be asked of the server, as verbs; each route of the table names one. */
export const DEEDS = [
  // of the installation
  'see-organisations',
  'start-organisation',
  'open-sample',
  'see-health',
  'sign-in',
  'use-own-account',
  // of an organisation
  'see-organisation',
  'see-openings',
  'open-opening',
  'see-people',
  'edit-people',
  'edit-rooms',
  'manage-accounts',
  'see-audit',
  'stop-search',
  // of one person
  'set-calendar',
  // of one opening, or of a candidate, loop or superday that belongs to it
  'see-opening',
  'edit-opening',
  'edit-team',
  'edit-template',
  'edit-candidates',
  'plan',
  'see-loop',
  'see-superdays',
  // by a link, and without any other right
  'follow-link',
] as const;
export type Deed = (typeof DEEDS)[number];

/** The kinds of objects that ids in requests stand for. */
export type ThingKind = 'opening' | 'application' | 'loop' | 'superday' | 'person' | 'room' | 'search';

export type Thing = { readonly kind: ThingKind; readonly id: string };

/** What a route asks for; `of` is the kind of object that the `:id` of its path stands for. */
export type Permission = { readonly deed: Deed; readonly of?: ThingKind };
