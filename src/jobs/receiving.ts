/** Takes mail in: what reads it, and what it is done with. */
import { randomUUIDv7 } from 'node:crypto';
import { openMessageReader } from '#calendars/messages.ts';
import type { Result } from '#domain/result.ts';
import { openMailReader } from '#mail/reading.ts';
import { tokenHash } from '#secrets/tokens.ts';
import { sha256 } from '#store/organisation/audit.ts';
import type { OpenStore } from '#store/database/open.ts';
import { makeStore } from '#store/store.ts';
import type { Unserved } from '#store/database/transaction.ts';
import { receiveMail, setMailAside, type MailMeans, type Received } from '#usecases/mail/receive-mail.ts';

export type Receiving = {
  /** One mail as it came. Refused is only what may go better later. */
  readonly receive: (bytes: Uint8Array) => Promise<Result<Received, Unserved>>;
  /** Keeps one that cannot be taken in as unreadable. */
  readonly setAside: (bytes: Uint8Array) => Promise<Result<Received, Unserved>>;
  /** Ends the threads; the store is whoever opened it to close. */
  readonly close: () => Promise<void>;
};

/** `tags`: whether invitations carry a secret in the address to answer to (`MAIL_TAGS`). */
export function openReceiving({ db }: Pick<OpenStore, 'db'>, tags = true): Receiving {
  const mails = openMailReader();
  const messages = openMessageReader();
  const means: MailMeans = {
    // Mail of every organisation comes to one address.
    store: makeStore(db),
    readMail: mails.read,
    readMessage: messages.read,
    newId: () => randomUUIDv7(),
    now: () => Temporal.Now.instant().toString({ smallestUnit: 'second' }),
    tokenHash,
    sha256,
    tags,
  };
  const close = async (): Promise<void> => {
    await Promise.all([mails.close(), messages.close()]);
  };
  return {
    receive: (bytes) => receiveMail(means, bytes),
    setAside: (bytes) => setMailAside(means, bytes),
    close,
  };
}
