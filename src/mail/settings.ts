import { canonicalEmail } from '#domain/account/email.ts';
import { shown, type Fault } from '#domain/fault.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

export type MailServer = {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte on; otherwise STARTTLS, which only this machine's own server may do without. */
  readonly secure: boolean;
  readonly login?: { readonly user: string; readonly password: string };
};

export type MailSettings = {
  readonly server: MailServer;
  /** Who mail comes from; `name` may be empty. */
  readonly from: { readonly name: string; readonly address: string };
  /** Whether the mailbox takes `name+tag@…` too (RFC 5233), so that an answer tells by its address what it answers. */
  readonly tags: boolean;
};

/** `SMTP_URL`, `MAIL_FROM` and `MAIL_TAGS` as they were set; without the first two no mail is sent. */
export function mailSettings(
  url: string,
  from: string,
  tagging: string = 'on',
): Result<MailSettings | undefined, readonly Fault[]> {
  if (url === '' && from === '') return ok(undefined);
  const server = serverOf(url, SMTP);
  const sender = senderOf(from);
  const tags = tagsOf(tagging);
  const faults = [server, sender, tags].flatMap((one) => (one.ok ? [] : [one.problem]));
  if (!server.ok || !sender.ok || !tags.ok) return refuse(faults);
  return ok({ server: server.value, from: sender.value, tags: tags.value });
}

function tagsOf(text: string): Result<boolean, Fault> {
  if (text === 'on' || text === 'off') return ok(text === 'on');
  return refuse({ place: 'MAIL_TAGS', found: shown(text), expected: 'on or off' });
}

/** A mailbox that is read; `folder` is where its mail lies. */
export type MailboxSettings = Omit<MailServer, 'login'> & {
  readonly login: { readonly user: string; readonly password: string };
  readonly folder: string;
};

/** `IMAP_URL` as it was set; without it no mail is read. */
export function mailboxSettings(text: string): Result<MailboxSettings | undefined, readonly Fault[]> {
  if (text === '') return ok(undefined);
  const url = URL.parse(text);
  const folder = decoded(url?.pathname.replace(/^\//, '') ?? '');
  if (url !== null) url.pathname = '';
  const server = serverOf(url?.href ?? text, IMAP);
  if (!server.ok) return refuse([server.problem]);
  const { login } = server.value;
  if (login === undefined || folder === undefined) {
    const found = login === undefined ? 'no user and password' : 'a % that stands for no character';
    return refuse([{ place: IMAP.place, found, expected: IMAP.expected, remedy: IMAP.remedy }]);
  }
  return ok({ ...server.value, login, folder: folder === '' ? 'INBOX' : folder });
}

type Kind = Pick<Fault, 'place' | 'expected' | 'remedy'> & {
  readonly ports: Readonly<Record<string, number>>;
};
const PASSWORDS = 'Write characters like @ and / of a password as %40 and %2F.';
const SMTP = {
  place: 'SMTP_URL',
  expected: 'smtp://user:password@host:port or smtps://user:password@host:port',
  remedy: `${PASSWORDS} MAIL_FROM goes with it.`,
  ports: { 'smtp:': 587, 'smtps:': 465 },
} as const satisfies Kind;
const IMAP = {
  place: 'IMAP_URL',
  expected: 'imaps://user:password@host or imap://user:password@host, with /folder where it is not INBOX',
  remedy: PASSWORDS,
  ports: { 'imap:': 143, 'imaps:': 993 },
} as const satisfies Kind;

/** What was found is not shown: it may hold the password. */
function serverOf(text: string, { place, expected, remedy, ports }: Kind): Result<MailServer, Fault> {
  const refused = (found: string): Result<never, Fault> =>
    refuse({ place, found, expected, ...(remedy !== undefined && { remedy }) });
  const url = URL.parse(text);
  const port = ports[url?.protocol ?? ''];
  if (url === null || port === undefined || url.hostname === '') {
    return refused(text === '' ? 'nothing' : 'another kind of address');
  }
  if (hasMore(url)) return refused('an address with more behind the port');
  const login = loginOf(url);
  if (!login.ok) return refused(login.problem);
  return ok({
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: url.port === '' ? port : Number(url.port),
    secure: url.protocol.endsWith('s:'),
    ...(login.value !== undefined && { login: login.value }),
  });
}

function hasMore({ pathname, search, hash }: URL): boolean {
  return !['', '/'].includes(pathname) || search !== '' || hash !== '';
}

/** What was found instead, as words. */
function loginOf({ username, password: secret }: URL): Result<MailServer['login'], string> {
  if ((username === '') !== (secret === '')) return refuse('a user or a password alone');
  const [user, password] = [decoded(username), decoded(secret)];
  if (user === undefined || password === undefined) return refuse('a % that stands for no character');
  return ok(user === '' ? undefined : { user, password });
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** `interviews@example.org` or `Example interviews <interviews@example.org>`. */
function senderOf(text: string): Result<MailSettings['from'], Fault> {
  const [, name = '', inside] = /^([^<>\p{Cc}]*)<([^<>]*)>$/u.exec(text) ?? [];
  const address = canonicalEmail(inside ?? text);
  if (address !== undefined) return ok({ name: name.trim().replace(/^"(.*)"$/, '$1'), address });
  const expected = 'an address like Example interviews <interviews@example.org>';
  const remedy = 'SMTP_URL goes with it.';
  return refuse({ place: 'MAIL_FROM', found: shown(text === '' ? undefined : text), expected, remedy });
}
