/** Secrets that must be read again (of a provider, of an authenticator): AES-256-GCM with a key outside of the database. */
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const BYTES = { key: 32, nonce: 12, tag: 16 } as const;
/** Of the form, should there be another one day. */
const VERSION = '1';

export type Sealing = {
  /** Another text each time. */
  readonly seal: (text: string) => string;
  /** Undefined where it was sealed with another key, or altered since. */
  readonly unseal: (sealed: string) => string | undefined;
};

/** `key`: 32 bytes as base64url. */
export function openSealing(key: string): Sealing {
  const bytes = Buffer.from(key, 'base64url');
  if (bytes.length !== BYTES.key) throw new RangeError('a key for sealing has 32 bytes');
  return {
    seal: (text) => {
      const nonce = randomBytes(BYTES.nonce);
      const cipher = createCipheriv('aes-256-gcm', bytes, nonce, { authTagLength: BYTES.tag });
      const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return `${VERSION}.${Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url')}`;
    },
    unseal: (sealed) => {
      const [version, body = ''] = sealed.split('.');
      const all = Buffer.from(body, 'base64url');
      if (version !== VERSION || all.length < BYTES.nonce + BYTES.tag) return undefined;
      const nonce = all.subarray(0, BYTES.nonce);
      const decipher = createDecipheriv('aes-256-gcm', bytes, nonce, { authTagLength: BYTES.tag });
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
