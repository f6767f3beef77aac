/**
 * What of something somebody is shown who may see it, and what pages offer them. Deeds and who may do them are in
 * `policy.ts`; these are its rules about content.
 */
import type { Needs, NeedsShown } from '#domain/loop/needs.ts';
import { may, type Asker, type Known } from './policy.ts';

/**
 * What a candidate needs is for those who plan the day, and never for those who score the candidate: access and diet must
 * not weigh on a rating. How the name is said is for everybody who sees the candidate.
 */
export function needsFor(asker: Asker, candidate: Known, needs: Needs = {}): NeedsShown {
  const { said, ...rest } = needs;
  const some = Object.keys(rest).length > 0 && may(asker, 'see-needs', candidate);
  return {
    ...(said === undefined ? {} : { said }),
    ...(some ? (scores(asker, candidate.id) ? { hidden: true } : { needs: rest }) : {}),
  };
}

function scores(asker: Asker, application: string): boolean {
  if (typeof asker === 'string') return false;
  return asker.places.sits.some((seat) => seat.application === application && seat.scores);
}

/** What stands behind an external panelist's link today. `over`: its time is past. */
export type PanelLink = {
  readonly confirmed: boolean;
  readonly seated: boolean;
  readonly outside: boolean;
  readonly over: boolean;
};
export type PanelLinkEnd = 'cancelled' | 'seat' | 'over';

/** Why the link shows nothing; undefined where it opens its session. */
export function panelLinkEnd({ confirmed, seated, outside, over }: PanelLink): PanelLinkEnd | undefined {
  if (!confirmed) return 'cancelled';
  if (!seated || !outside) return 'seat';
  return over ? 'over' : undefined;
}

/** Deeds to an opening or a loop that pages offer to those who may. */
export const OFFERED = [
  'edit-team',
  'edit-template',
  'edit-candidates',
  'plan',
  'give-links',
  'see-history',
  'see-ledger',
] as const;
export type Offered = (typeof OFFERED)[number];

export function offeredTo(asker: Asker, thing: Known): readonly Offered[] {
  return OFFERED.filter((deed) => may(asker, deed, thing));
}

/** Deeds to what belongs to no opening, that pages offer to those who may. */
export const OFFERED_IN_ALL = ['edit-people', 'edit-rooms', 'open-opening', 'see-attention'] as const;
export type OfferedInAll = (typeof OFFERED_IN_ALL)[number];

export function offeredInAll(asker: Asker): readonly OfferedInAll[] {
  return OFFERED_IN_ALL.filter((deed) => may(asker, deed));
}

/** Whether roles alone show somebody every candidate of the organisation. */
export function seesAll(asker: Asker): boolean {
  return may(asker, 'see-candidate');
}

/** Whether somebody is one of those who hold a session. */
export function sitsAmong(asker: Asker, people: readonly { readonly id: string }[]): boolean {
  return typeof asker !== 'string' && people.some(({ id }) => id === asker.person);
}
