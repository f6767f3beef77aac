import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * The folder of shared test material (problem instances, calendar corpora, the independent referee), with a slash
 * at its end, or undefined where it is absent. It lies beside the checkout; `SECOND_ROUND_SHARED` overrides that.
 */
export function sharedFolder(): string | undefined {
  const named = process.env['SECOND_ROUND_SHARED'];
  const folder = named === undefined ? fileURLToPath(new URL('../../shared/', import.meta.url)) : `${named}/`;
  return existsSync(folder) ? folder : undefined;
}

export const SHARED_ABSENT = 'the shared test material is not beside this checkout';
