/** Which of somebody's roles count, given how they signed in. */
import type { Membership } from './viewer.ts';

/** What an installation asks of its administrators, and whether somebody has it. */
type FactorFacts = { readonly servesOthers: boolean; readonly secondFactor: boolean };

/**
 * The memberships with the roles that count. Where others are served, nobody is administrator with a password alone:
 * the role counts for nothing until there is a second factor, and the other roles hold. On a server of one computer
 * it is recommended only.
 */
export function rolesThatCount(
  memberships: readonly Membership[],
  { servesOthers, secondFactor }: FactorFacts,
): { readonly memberships: readonly Membership[]; readonly needsFactor: boolean } {
  const administers = memberships.some(({ roles }) => roles.includes('administrator'));
  if (!servesOthers || secondFactor || !administers) return { memberships, needsFactor: false };
  const less = memberships.map((one) => ({
    ...one,
    roles: one.roles.filter((role) => role !== 'administrator'),
  }));
  return { memberships: less, needsFactor: true };
}
