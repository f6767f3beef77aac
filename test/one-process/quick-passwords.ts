/**
 * Stands in for `src/secrets/passwords.ts` in Stryker's runs: the same, but for a hash that costs nothing. What is tested
 * there is who comes in, some thousand times.
 */
import { createHash, randomUUID } from 'node:crypto';
import { ok } from '#domain/result.ts';
// By its path: by its name it would be this module.
import { openPasswords as openCostly, type Passwords } from '../../src/secrets/passwords.ts';

export type { Passwords };

const hashed = (password: string, salt: string): string =>
  `${salt}.${createHash('sha256').update(`${salt}${password}`).digest('base64url')}`;

export function openPasswords(): Passwords {
  return {
    ...openCostly(),
    hash: (password) => Promise.resolve(ok(hashed(password, randomUUID()))),
    matches: (password, stored) => {
      const [salt = ''] = stored?.split('.') ?? [];
      return Promise.resolve(ok(stored !== undefined && hashed(password, salt) === stored));
    },
  };
}
