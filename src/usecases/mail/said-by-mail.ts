/** What one mail says, and about which invitation, before anything is looked up. */
import type { MessageReader } from '#calendars/messages.ts';
import type { NoEffect } from '#domain/telling/answers.ts';
import type { CalendarRemark } from '#domain/calendar/calendar.ts';
import type { IncomingMail, MailContent } from '#domain/telling/incoming-mail.ts';
import { type Result } from '#domain/result.ts';
import type { SchedulingMessage } from '#domain/telling/scheduling-message.ts';
import type { MailReader } from '#mail/reading.ts';
import type { Context } from '#usecases/context.ts';
import { invitationOfUid } from '#usecases/telling/invitation-uid.ts';

export type MailReaders = {
  readonly readMail: MailReader['read'];
  readonly readMessage: MessageReader['read'];
};

export type Said = {
  readonly mail: IncomingMail;
  /** Of what it says, from whom and to which address: the same for the same mail, by whichever way it comes. */
  readonly hash: string;
  /** Hashes of the secrets in the addresses that it came to. */
  readonly secrets: readonly string[];
  /** Ids of invitations and of messages of ours that it names. */
  readonly ids: readonly string[];
  readonly message?: SchedulingMessage;
  readonly headMethod?: string;
  /** Why a person has to read it. */
  readonly fault?: NoEffect;
};

const NOTHING: IncomingMail = {
  to: [],
  subject: '',
  cut: false,
  content: { kind: 'words', words: '', winmail: false },
};

type Means = MailReaders & Pick<Context, 'sha256' | 'tokenHash'>;

export async function saidBy(means: Means, bytes: Uint8Array): Promise<Said> {
  const reading = await means.readMail(bytes);
  if (!reading.ok) return unreadable(means, bytes);
  const mail = reading.value;
  const calendar = await calendarIn(means, mail);
  const { id = '', from = '', subject, content } = mail;
  const secrets = mail.to.flatMap(secretIn).map(means.tokenHash);
  // The calendar is in it as it was read: programs along the way write it anew, with other line breaks.
  const says = {
    ...content,
    ...(content.kind === 'calendar' && { parts: content.parts.length }),
    ...calendar,
  };
  return {
    mail,
    hash: means.sha256(JSON.stringify([id, from, subject, secrets, says])),
    secrets,
    ids: idsIn(content, calendar.message),
    ...calendar,
  };
}

/** Of which nothing is known but that it came. */
export function unreadable({ sha256 }: Pick<Context, 'sha256'>, bytes: Uint8Array): Said {
  const hash = sha256(new TextDecoder('latin1').decode(bytes));
  return { mail: NOTHING, hash, secrets: [], ids: [], fault: 'unreadable' };
}

async function calendarIn(
  { readMessage }: Means,
  { content, cut }: IncomingMail,
): Promise<Pick<Said, 'message' | 'headMethod' | 'fault'>> {
  if (content.kind === 'words' && content.winmail) return { fault: 'winmail' };
  if (content.kind !== 'calendar') return {};
  const [part, another] = content.parts;
  if (another !== undefined) return { fault: 'several-calendars' };
  const read: Result<SchedulingMessage, CalendarRemark | null> =
    part === undefined || cut ? { ok: false, problem: null } : await readMessage(part.bytes);
  if (!read.ok) return { fault: 'unreadable' };
  const { method } = part ?? {};
  return { message: read.value, ...(method === undefined ? {} : { headMethod: method }) };
}

/** `interviews+secret@example.org`; mail servers may have made it small, and the name of the mailbox may have a plus too. */
function secretIn(address: string): readonly string[] {
  const secret = /\+([a-z0-9]{20,64})@/.exec(address)?.[1];
  return secret === undefined ? [] : [secret];
}

const OF_OURS = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@/;

function idsIn(content: MailContent, message: SchedulingMessage | undefined): readonly string[] {
  const event = message === undefined ? undefined : invitationOfUid(message.uid);
  const returned = content.kind === 'delivery' ? OF_OURS.exec(content.message ?? '')?.[1] : undefined;
  return [event, returned].filter((id) => id !== undefined);
}
