/** What is written to people about their accounts. */
import { LINK_MINUTES, type LinkPurpose } from './account.ts';
import type { Instant } from '#domain/planning/loop-problem.ts';
import type { Mail } from '#domain/telling/mail.ts';
import { fullMomentWords } from '#domain/time/moment-words.ts';

type LinkMail = {
  /** A canonical address, or nobody. */
  readonly to: string;
  readonly purpose: LinkPurpose;
  readonly link: string;
  readonly code: string;
};

const WORDS: Readonly<
  Record<LinkPurpose, { readonly subject: string; readonly asked: string; readonly not: string }>
> = {
  'sign-in': {
    subject: 'Your link to sign in to Second Round',
    asked: 'Somebody asked to sign in to Second Round with this address.',
    not: 'If it was not you, do nothing: without this mail nobody comes in.',
  },
  'new-password': {
    subject: 'A new password for Second Round',
    asked: 'Somebody asked to set a new password for Second Round with this address.',
    not: 'If it was not you, do nothing: your password stays as it is.',
  },
};

export function linkMail({ to, purpose, link, code }: LinkMail): Mail {
  const { subject, asked, not } = WORDS[purpose];
  const text = `${asked}

If it was you, open this link in the browser in which you asked:

${link}

Or type this code there:

${code}

Link and code work once, for ${LINK_MINUTES.byMail} minutes. Give them to nobody, whoever asks for them.
${not}
`;
  return { to, subject, text };
}

type InvitationMail = {
  readonly to: string;
  readonly organisation: { readonly name: string; readonly timeZone: string };
  /** Who invites; undefined where it is nobody of the organisation. */
  readonly by: string | undefined;
  readonly link: string;
  readonly endsAt: Instant;
};

export function invitationMail({ to, organisation, by, link, endsAt }: InvitationMail): Mail {
  const invited =
    by === undefined
      ? `You are invited to join ${organisation.name} on Second Round.`
      : `${by} invites you to join ${organisation.name} on Second Round.`;
  const text = `${invited}

Second Round plans interviews and shows you yours. To join, open this link:

${link}

It works once, until ${fullMomentWords(endsAt, organisation.timeZone)}. Whoever has it can join in your place: do not hand it on.
If you do not know what this is about, do nothing.
`;
  return { to, subject: `Join ${organisation.name} on Second Round`, text };
}
