/** Accounts: the first one, signing in and out, one's own account, and who is a member of an organisation. */
import { z } from 'zod';
import {
  LINK_PURPOSES,
  SECOND_FACTORS,
  SIGN_IN_WAYS,
  type Dropped,
  type InvitationView,
  type LinkPurpose,
  type LinkView,
  type SecondFactor,
  type SignInWay,
} from '#domain/account/account.ts';
import { canonicalEmail } from '#domain/account/email.ts';
import { ROLES, type Role } from '#domain/policy/viewer.ts';
import { idSchema, instantSchema, nameSchema, timeZoneSchema, tokenSchema } from './text.ts';

export type { Dropped, InvitationView, LinkView };

/** Comes out in its canonical form. */
const accountEmailSchema: z.ZodType<string> = z.string().transform((text, context) => {
  const email = canonicalEmail(text);
  if (email !== undefined) return email;
  context.addIssue({
    code: 'custom',
    message: 'an e-mail address like ada@example.org, in plain letters (a to z)',
  });
  return z.NEVER;
});
/** What a new one must be is said by `domain/account/password.ts`; one that is tried may be anything. */
const passwordSchema: z.ZodType<string> = z.string();
const rolesSchema: z.ZodType<readonly Role[]> = z
  .array(z.enum(ROLES))
  .min(1, 'at least one role')
  .max(ROLES.length)
  .refine((roles) => new Set(roles).size === roles.length, 'each role once');

/** `POST /api/set-up`; `organisation` may be absent where organisations were started before there were accounts. */
export type SetUpRequest = {
  readonly token: string;
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly organisation?: { readonly name: string; readonly timeZone: string };
};
export const setUpRequestSchema: z.ZodType<SetUpRequest> = z.strictObject({
  token: tokenSchema,
  name: nameSchema,
  email: accountEmailSchema,
  password: passwordSchema,
  organisation: z.strictObject({ name: nameSchema, timeZone: timeZoneSchema }).exactOptional(),
});

/** `POST /api/session` */
export type SignInRequest = { readonly email: string; readonly password: string };
export const signInRequestSchema: z.ZodType<SignInRequest> = z.strictObject({
  email: accountEmailSchema,
  password: passwordSchema,
});

/** What is done and needs no more words; what the browser is given with it is a cookie. */
export type Done = Readonly<Record<never, never>>;
export const doneSchema: z.ZodType<Done> = z.strictObject({});

/**
 * `GET /api/account`. `computer`: there are no accounts yet; `nobody`: there are, and the asker is not signed in;
 * `outsider`: the same over a network; `halfway`: the asker still owes a second factor, and may give one of these.
 */
export type Who =
  | { readonly kind: 'computer' | 'nobody' }
  | { readonly kind: 'outsider'; readonly accounts: boolean }
  | {
      readonly kind: 'halfway';
      readonly email: string;
      readonly authenticator: boolean;
      readonly passkeys: boolean;
    }
  | {
      readonly kind: 'member';
      readonly name: string;
      readonly email: string;
      /** With the roles that count just now. */
      readonly memberships: readonly { readonly organisation: string; readonly roles: readonly Role[] }[];
      /** Somewhere administrator, which counts for nothing until there is a second factor. */
      readonly needsFactor: boolean;
      /** Came by a provider alone; for how the account signs in, one of these, or the password, is to be shown first. */
      readonly byProvider?: { readonly authenticator: boolean; readonly passkeys: boolean };
    };
export const whoSchema: z.ZodType<Who> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.enum(['computer', 'nobody']) }),
  z.strictObject({ kind: z.literal('outsider'), accounts: z.boolean() }),
  z.strictObject({
    kind: z.literal('halfway'),
    email: z.string(),
    authenticator: z.boolean(),
    passkeys: z.boolean(),
  }),
  z.strictObject({
    kind: z.literal('member'),
    name: z.string(),
    email: z.string(),
    memberships: z.array(z.strictObject({ organisation: idSchema, roles: z.array(z.enum(ROLES)) })),
    needsFactor: z.boolean(),
    byProvider: z.strictObject({ authenticator: z.boolean(), passkeys: z.boolean() }).exactOptional(),
  }),
]);

/** `PUT /api/account` */
export type NameChange = { readonly name: string };
export const nameChangeSchema: z.ZodType<NameChange> = z.strictObject({ name: nameSchema });

/** `PUT /api/account/password` */
export type PasswordChange = { readonly current: string; readonly password: string };
export const passwordChangeSchema: z.ZodType<PasswordChange> = z.strictObject({
  current: passwordSchema,
  password: passwordSchema,
});

/** `GET /api/account/sessions`; `here` is the browser that asks. */
export type SignedIn = {
  readonly id: string;
  readonly browser: string;
  readonly way: SignInWay;
  readonly secondFactor: SecondFactor | null;
  readonly beganAt: string;
  readonly usedAt: string;
  readonly here: boolean;
};
export type SignedInList = { readonly sessions: readonly SignedIn[] };
export const signedInListSchema: z.ZodType<SignedInList> = z.strictObject({
  sessions: z.array(
    z.strictObject({
      id: idSchema,
      browser: z.string(),
      way: z.enum(SIGN_IN_WAYS),
      secondFactor: z.enum(SECOND_FACTORS).nullable(),
      beganAt: instantSchema,
      usedAt: instantSchema,
      here: z.boolean(),
    }),
  ),
});

/** `GET /api/links`: whether links are sent by mail here. */
export type LinksOffered = { readonly mail: boolean };
export const linksOfferedSchema: z.ZodType<LinksOffered> = z.strictObject({ mail: z.boolean() });

/** `POST /api/links`; the answer is the same whether or not there is such an account. */
export type LinkRequest = { readonly email: string; readonly purpose: LinkPurpose };
export const linkRequestSchema: z.ZodType<LinkRequest> = z.strictObject({
  email: accountEmailSchema,
  purpose: z.enum(LINK_PURPOSES),
});

/** `POST /api/links/look`, which changes nothing. */
export type LinkToken = { readonly token: string };
export const linkTokenSchema: z.ZodType<LinkToken> = z.strictObject({ token: tokenSchema });
export const linkViewSchema: z.ZodType<LinkView> = z.strictObject({
  purpose: z.enum(LINK_PURPOSES),
  email: z.string(),
  here: z.boolean(),
});

const codeSchema: z.ZodType<string> = z
  .string()
  .transform((text) => text.replaceAll(/\s/g, ''))
  .pipe(z.string().regex(/^\d{6}$/, 'the six digits of the mail'));

/**
 * What follows on showing a mailbox. `dropped`: it was the first time, and so much was taken away that somebody had set
 * up who had not shown it.
 */
export type CameByMail = { readonly dropped?: Dropped };
const droppedSchema: z.ZodType<Dropped> = z.strictObject({
  password: z.boolean(),
  authenticator: z.boolean(),
  passkeys: z.int(),
  recoveryCodes: z.int(),
  sessions: z.int(),
});
export const cameByMailSchema: z.ZodType<CameByMail> = z.strictObject({
  dropped: droppedSchema.exactOptional(),
});

/** `POST /api/links/sign-in`: the token of the link, or the code of the mail in the browser that asked for it. */
export type LinkProof = LinkToken | { readonly code: string };
export const linkProofSchema: z.ZodType<LinkProof> = z.union([
  z.strictObject({ token: tokenSchema }),
  z.strictObject({ code: codeSchema }),
]);

/** `POST /api/links/new-password` */
export type PasswordByLink = { readonly proof: LinkProof; readonly password: string };
export const passwordByLinkSchema: z.ZodType<PasswordByLink> = z.strictObject({
  proof: linkProofSchema,
  password: passwordSchema,
});

/** `POST /api/invitations/look`, which changes nothing, and `…/join`. The token stands in no address. */
export type InvitationToken = { readonly token: string };
export const invitationTokenSchema: z.ZodType<InvitationToken> = z.strictObject({ token: tokenSchema });

export const invitationViewSchema: z.ZodType<InvitationView> = z.strictObject({
  organisation: z.string(),
  name: z.string(),
  email: z.string(),
  roles: z.array(z.enum(ROLES)),
  account: z.boolean(),
});

/** `POST /api/invitations/accept`: whoever accepts chooses neither address nor roles. */
export type AcceptanceRequest = InvitationToken & { readonly name: string; readonly password: string };
export const acceptanceRequestSchema: z.ZodType<AcceptanceRequest> = z.strictObject({
  token: tokenSchema,
  name: nameSchema,
  password: passwordSchema,
});
export type JoinedView = CameByMail & { readonly organisation: string };
export const joinedViewSchema: z.ZodType<JoinedView> = z.strictObject({
  organisation: idSchema,
  dropped: droppedSchema.exactOptional(),
});

/** `POST /api/o/:o/invitations` */
export type NewInvitation = {
  readonly who: { readonly person: string } | { readonly name: string };
  readonly email: string;
  readonly roles: readonly Role[];
};
export const newInvitationSchema: z.ZodType<NewInvitation> = z.strictObject({
  who: z.union([z.strictObject({ person: idSchema }), z.strictObject({ name: nameSchema })]),
  email: accountEmailSchema,
  roles: rolesSchema,
});
/** `link` is a path with a fragment (`/invitation#…`); it is shown this once. `mailed`: it was sent by mail too. */
export type InvitationMade = { readonly link: string; readonly endsAt: string; readonly mailed: boolean };
export const invitationMadeSchema: z.ZodType<InvitationMade> = z.strictObject({
  link: z.string(),
  endsAt: instantSchema,
  mailed: z.boolean(),
});

/** `PUT /api/o/:o/members/:id` */
export type MemberChange = { readonly roles: readonly Role[]; readonly disabled: boolean };
export const memberChangeSchema: z.ZodType<MemberChange> = z.strictObject({
  roles: rolesSchema,
  disabled: z.boolean(),
});

const memberFields = {
  person: idSchema,
  name: z.string(),
  email: z.string(),
  roles: z.array(z.enum(ROLES)),
};
type MemberFields = {
  readonly person: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
};
export type MemberView = MemberFields & { readonly disabled: boolean; readonly secondFactor: boolean };
/** `late`: its time is over. */
export type OpenInvitation = MemberFields & {
  readonly id: string;
  readonly endsAt: string;
  readonly late: boolean;
};
/** `GET /api/o/:o/members`; `others` are people of the organisation who are neither. */
export type MembersView = {
  readonly members: readonly MemberView[];
  readonly invitations: readonly OpenInvitation[];
  readonly others: readonly { readonly id: string; readonly name: string; readonly email?: string }[];
};
export const membersViewSchema: z.ZodType<MembersView> = z.strictObject({
  members: z.array(z.strictObject({ ...memberFields, disabled: z.boolean(), secondFactor: z.boolean() })),
  invitations: z.array(
    z.strictObject({ ...memberFields, id: idSchema, endsAt: instantSchema, late: z.boolean() }),
  ),
  others: z.array(z.strictObject({ id: idSchema, name: z.string(), email: z.string().exactOptional() })),
});
