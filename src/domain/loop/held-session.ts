/** A session with everything that those who come to it are told. */
import type { Instant, Kind, Role } from '#domain/planning/loop-problem.ts';
import type { Needs } from './needs.ts';
import type { DayNotes } from '#domain/organisation/opening.ts';
import type { LoopStatus } from './loop.ts';

/** Somebody who can be written to; the address is as it was given. */
export type Addressed = {
  readonly id: string;
  readonly name: string;
  readonly email?: string;
  readonly timeZone: string;
  /** Nobody has this address any more, a mail server said. */
  readonly unreachable?: true;
};
export type HeldPerson = Addressed & { readonly title?: string; readonly role: Role };
/**
 * `token`: of the candidate's page, while there is a link to it. `scorers`: everybody who scores the candidate anywhere in
 * this loop. `needs`: what the candidate needs, for those alone who are told of it (`domain/day/notes.ts`).
 */
export type HeldLoop = {
  readonly id: string;
  readonly status: LoopStatus;
  readonly token?: string;
  readonly scorers: readonly string[];
  readonly needs?: Pick<Needs, 'access' | 'diet' | 'remark'> & { readonly version: number };
  readonly candidate: Addressed;
};

export type HeldSession = {
  readonly id: string;
  readonly opening: { readonly id: string; readonly title: string; readonly timeZone: string };
  readonly title: string;
  readonly kind: Kind;
  readonly purpose?: string;
  readonly evaluated: boolean;
  readonly start: Instant;
  readonly end: Instant;
  readonly room?: { readonly name: string; readonly site?: string; readonly wayThere?: string };
  readonly dayNotes: DayNotes;
  readonly people: readonly HeldPerson[];
  /** All loops that it is part of, cancelled ones too. */
  readonly loops: readonly HeldLoop[];
};

/** Who learns and who is learned from is no matter of anybody outside. */
export function roleShown(role: Role): RoleShown {
  if (role === 'shadow') return 'observer';
  return role === 'reverse_shadow' ? 'panelist' : role;
}
export type RoleShown = Exclude<Role, 'shadow' | 'reverse_shadow'>;

export function placeText({ name, site }: { readonly name: string; readonly site?: string }): string {
  return site === undefined ? name : `${name}, ${site}`;
}
