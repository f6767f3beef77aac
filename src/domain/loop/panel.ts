/** A session as an external panelist sees it, who comes by a link that opens this one session. */
import type { Instant, Kind, Role } from '#domain/planning/loop-problem.ts';

/** The link ends so long after the session. */
export const PANEL_LINK_LASTS_DAYS = 1;

/** A seat of somebody from outside; `until` where they have a link, `open` as long as one could be of use. */
export type OutsideSeat = {
  readonly session: string;
  readonly title: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly person: string;
  readonly name: string;
  readonly until?: Instant;
  readonly open: boolean;
};

/** `timeZone` is the one in which the session was promised, `said` how the candidate's name is said. */
export type PanelSession = {
  readonly title: string;
  readonly kind: Kind;
  readonly purpose?: string;
  readonly evaluated: boolean;
  readonly start: Instant;
  readonly end: Instant;
  readonly timeZone: string;
  /** When the link ends. */
  readonly until: Instant;
  readonly room?: { readonly name: string; readonly site?: string; readonly wayThere?: string };
  readonly people: readonly {
    readonly id: string;
    readonly name: string;
    readonly title?: string;
    readonly role: Role;
  }[];
  readonly candidates: readonly { readonly name: string; readonly said?: string }[];
};
