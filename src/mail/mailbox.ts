/** The way to the mailbox to which answers come. Nothing here knows what a message is about. */
import { ImapFlow } from 'imapflow';
import { ok, refuse, type Result } from '#domain/result.ts';
import { MAIL_LIMITS } from './limits.ts';
import type { MailboxSettings } from './settings.ts';

/** `taken`: it may be marked as read. `later`: it stays, and comes again. */
export type TakeMail = (bytes: Uint8Array, key: string) => Promise<'taken' | 'later'>;

export type Mailbox = {
  /**
   * Hands over, one by one, what has not been read, and marks what was taken. Then waits, as long as the server says
   * that nothing has come, and ends with the signal. Refused is why it cannot be read, in words that name nobody.
   */
  readonly read: (take: TakeMail, signal: AbortSignal) => Promise<Result<null, string>>;
};

/** Milliseconds: a server that says nothing for so long is given up; and the longest wait for something new. */
const PATIENCE = { connecting: 10_000, silent: 60_000, idle: 55_000 };
const THIS_MACHINE: readonly string[] = ['localhost', '127.0.0.1', '::1'];

export function openMailbox(settings: MailboxSettings, patience: typeof PATIENCE = PATIENCE): Mailbox {
  return {
    read: async (take, signal) => {
      if (signal.aborted) return ok(null);
      const client = new ImapFlow({ ...connectionTo(settings), ...within(patience) });
      // What it tells of here it also rejects with; unheard it would end the process.
      client.on('error', () => undefined);
      const leave = (): void => client.close();
      signal.addEventListener('abort', leave, { once: true });
      try {
        await client.connect();
        await readFolder(client, settings.folder, { take, signal, idle: patience.idle });
        await client.logout();
        return ok(null);
      } catch (error) {
        return signal.aborted ? ok(null) : refuse(wordsOf(error));
      } finally {
        signal.removeEventListener('abort', leave);
        client.close();
      }
    },
  };
}

type How = { readonly take: TakeMail; readonly signal: AbortSignal; readonly idle: number };

async function readFolder(client: ImapFlow, folder: string, { take, signal, idle }: How): Promise<void> {
  const lock = await client.getMailboxLock(folder);
  try {
    const validity = client.mailbox === false ? '' : String(client.mailbox.uidValidity);
    const uids = (await client.search({ seen: false }, { uid: true })) || [];
    for (const uid of uids) {
      if (signal.aborted) return;
      const found = await client.fetchOne(
        String(uid),
        { source: { maxLength: MAIL_LIMITS.bytes + 1 } },
        { uid: true },
      );
      // Another process took it, or somebody deleted it.
      if (found === false || found.source === undefined) continue;
      const taken = await take(found.source, `${validity} ${uid}`);
      if (taken === 'taken') await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
    }
    await somethingNew(client, signal, idle);
  } finally {
    lock.release();
  }
}

function somethingNew(client: ImapFlow, signal: AbortSignal, longest: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, longest);
    signal.addEventListener('abort', done, { once: true });
    client.once('exists', done);
    client.once('close', done);
    client.idle().catch((error: unknown) => {
      clearTimeout(timer);
      reject(error instanceof Error ? error : new Error(String(error)));
    });
  });
}

function connectionTo({
  host,
  port,
  secure,
  login,
}: MailboxSettings): ConstructorParameters<typeof ImapFlow>[0] {
  return {
    host,
    port,
    secure,
    auth: { user: login.user, pass: login.password },
    // Between this machine and itself nobody reads, and its own server seldom has a certificate that can be checked.
    ...(secure ? {} : { doSTARTTLS: !THIS_MACHINE.includes(host) }),
    logger: false,
    disableAutoIdle: true,
  };
}

function within({ connecting, silent }: typeof PATIENCE): object {
  return { connectionTimeout: connecting, greetingTimeout: connecting, socketTimeout: silent };
}

/** The server's own words are left out: they may name whose mailbox it is. */
function wordsOf(error: unknown): string {
  const told = typeof error === 'object' && error !== null ? error : {};
  if ('authenticationFailed' in told && told.authenticationFailed === true) {
    return 'the mail server does not take the user and the password of IMAP_URL';
  }
  if ('mailboxMissing' in told && told.mailboxMissing === true) return 'the folder of IMAP_URL is not there';
  const code = 'code' in told && typeof told.code === 'string' ? told.code : undefined;
  if (code === 'ENOTFOUND' || code === 'EDNS') return 'the host of IMAP_URL is not known';
  return `the mailbox cannot be read just now${code === undefined ? '' : ` (${code})`}`;
}
