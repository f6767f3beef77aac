/** Who asks. What they may see and do is decided in `policy.ts`. */

/** What somebody does in an organisation; one person may have several. */
export const ROLES = ['administrator', 'coordinator', 'hiring-manager', 'interviewer', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** A signed-in person's place in one organisation. */
export type Membership = {
  readonly organisation: string;
  /** The person of the organisation who this is. */
  readonly person: string;
  readonly roles: readonly Role[];
};

/**
 * `computer`: no account exists yet, and the server answers to this computer only, so whoever sits here may do
 * everything. `nobody`: accounts exist, and this asker, at this computer, is not signed in. `outsider`: the server
 * answers to others too, and this asker is not signed in; `accounts` says whether anybody could be. `halfway`: came in
 * with a first factor, and still owes the second one.
 */
export type Viewer =
  | { readonly kind: 'computer' }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'outsider'; readonly accounts: boolean }
  | { readonly kind: 'halfway'; readonly account: string }
  | {
      readonly kind: 'member';
      readonly account: string;
      /** With the roles that count just now. */
      readonly memberships: readonly Membership[];
      /** Somewhere administrator, which counts for nothing until there is a second factor. */
      readonly needsFactor?: true;
      /** Came by the provider of one organisation, and has not shown since that the account is theirs. */
      readonly byProvider?: true;
    };
