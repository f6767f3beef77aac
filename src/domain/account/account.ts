/** Accounts of the installation, what they are in its organisations, and how long a sign-in and a link last. */
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { Role } from '#domain/policy/viewer.ts';

/** A session that is not used ends before the next Monday's afternoon; one that is used ends after a month. */
export const SESSION_LASTS = { idleHours: 72, days: 30 } as const;
export const INVITATION_LASTS_DAYS = 7;

/**
 * How often one may be wrong within so many minutes: with one e-mail address, whoever tries, and from one network
 * address, whomever they try. `ofCode`: with the codes of one account.
 * `questions`: how often a passkey is asked for, by one network address, whether it is used or not.
 */
export const TRIES = { minutes: 15, ofAccount: 10, ofAddress: 60, ofCode: 5, questions: 300 } as const;

/** What a link by mail is for; each opens nothing but its own. */
export const LINK_PURPOSES = ['sign-in', 'new-password'] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

/** How long a link by mail lasts, and one that an operator hands over. */
export const LINK_MINUTES = { byMail: 10, byOperator: 60 } as const;

/**
 * So many links of one purpose live at once for one address, each in the browser that asked: what somebody else asks for
 * ends none.
 */
export const LINKS_ALIVE = 5;

/** So many wrong codes, and the mail's code opens nothing any more. */
export const WRONG_CODES = 5;

/**
 * How often a link may be asked for, for one e-mail address and from one network address. Whoever asks for the mails of
 * somebody else has so many times `WRONG_CODES` guesses at one of a million codes in an hour.
 */
export const LINKS_ASKED = {
  ofAccount: { most: 5, minutes: 60 },
  ofAddress: { most: 20, minutes: 15 },
} as const;

/** What a link is for; `here`: it may be used in the browser that asks. */
export type LinkView = { readonly purpose: LinkPurpose; readonly email: string; readonly here: boolean };

/**
 * What was taken away when somebody showed for the first time that the mailbox of an account is theirs: it was set up by
 * whoever had not shown it. Passkeys, codes and browsers are counted.
 */
export type Dropped = {
  readonly password: boolean;
  readonly authenticator: boolean;
  readonly passkeys: number;
  readonly recoveryCodes: number;
  readonly sessions: number;
};

export type Account = { readonly id: string; readonly email: string; readonly name: string };

/** What somebody came in with. */
export const SIGN_IN_WAYS = ['password', 'passkey', 'mail-link', 'provider'] as const;
export type SignInWay = (typeof SIGN_IN_WAYS)[number];

/** What was given beside it by an account that has a second factor; a passkey is both at once. */
export const SECOND_FACTORS = ['authenticator', 'recovery-code', 'passkey', 'provider'] as const;
export type SecondFactor = (typeof SECOND_FACTORS)[number];

/** Minutes to give the second factor after the first, and minutes for which somebody counts as just recognised. */
export const FACTOR_MINUTES = { toFinish: 15, proven: 10 } as const;

/** A browser that is signed in. */
export type SessionShown = {
  readonly id: string;
  readonly way: SignInWay;
  readonly secondFactor: SecondFactor | null;
  /** `Firefox on Linux` */
  readonly browser: string;
  readonly beganAt: Instant;
  readonly usedAt: Instant;
};

/** Somebody with an account in an organisation. */
export type Member = {
  readonly person: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly disabled: boolean;
  readonly secondFactor: boolean;
};

/** What the holder of an invitation's link is invited to; `account`: the address has one, and joins after signing in. */
export type InvitationView = {
  readonly organisation: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly account: boolean;
};

/** An invitation that nobody has used yet; `late` when its time is over. */
export type Invitation = {
  readonly id: string;
  readonly person: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly endsAt: Instant;
  readonly late: boolean;
};

type Standing = Pick<Member, 'person' | 'roles' | 'disabled'>;

/** Whether somebody would be left who can let others in. */
export function keepsAdministrator(members: readonly Standing[]): boolean {
  return members.some(({ roles, disabled }) => !disabled && roles.includes('administrator'));
}
