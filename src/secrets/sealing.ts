/** Secrets that must be read again (of a provider, of an authenticator): AES-256-GCM with a key outside of the database. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const BYTES = { key: 32, nonce: 12, tag: 16 } as const;
/** Of the form. In the first one a text was bound to no place; such are read until they are set anew. */
const VERSION = '2';
const UNBOUND = '1';

/** What a text is sealed for, and the id of the row that keeps it: elsewhere it is not opened. */
export type SealedFor =
  `${'authenticator' | 'calendar' | 'client-secret' | 'code' | 'invitation' | 'mail'} ${string}`;

export type Sealing = {
  /** Another text each time. */
  readonly seal: (text: string, place: SealedFor) => string;
  /** Undefined where it was sealed with another key or for another place, or altered since. */
  readonly unseal: (sealed: string, place: SealedFor) => string | undefined;
};

/** `key`: 32 bytes as base64url. */
export function openSealing(key: string): Sealing {
  const bytes = Buffer.from(key, 'base64url');
  if (bytes.length !== BYTES.key) throw new RangeError('a key for sealing has 32 bytes');
  return {
    seal: (text, place) => {
      const nonce = randomBytes(BYTES.nonce);
      const cipher = createCipheriv('aes-256-gcm', bytes, nonce, { authTagLength: BYTES.tag });
      cipher.setAAD(Buffer.from(place));
      const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url')}`;
    },
    unseal: (sealed, place) => {
      const [version, body = ''] = sealed.split('.');
      const all = Buffer.from(body, 'base64url');
      if ((version !== VERSION && version !== UNBOUND) || all.length < BYTES.nonce + BYTES.tag)
        return undefined;
      const nonce = all.subarray(0, BYTES.nonce);
      const decipher = createDecipheriv('aes-256-gcm', bytes, nonce, { authTagLength: BYTES.tag });
      if (version === VERSION) decipher.setAAD(Buffer.from(place));
      decipher.setAuthTag(all.subarray(BYTES.nonce, BYTES.nonce + BYTES.tag));
      const text = decipher.update(all.subarray(BYTES.nonce + BYTES.tag));
      return isWhole(decipher) ? text.toString('utf8') : undefined;
    },
  };
}

/** Node tells a tag that does not agree by throwing. */
function isWhole(decipher: ReturnType<typeof createDecipheriv>): boolean {
  try {
    decipher.final();
    return true;
  } catch {
    return false;
  }
}
