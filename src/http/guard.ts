/**
 * Who may ask: only pages of this server, on this machine, under a name of the loopback.
 *
 * The Host check defeats DNS names that are pointed here; the Origin and Sec-Fetch-Site checks defeat other pages
 * in the same browser, those on other ports of this machine included.
 */
import type { Problem } from './problems.ts';

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;
const CHANGING: readonly string[] = ['POST', 'PUT', 'PATCH', 'DELETE'];
const OWN_SITE: readonly string[] = ['same-origin', 'none'];

export function guardProblem(request: Request): Problem | undefined {
  const host = request.headers.get('host') ?? '';
  if (!LOOPBACK.test(host)) {
    return {
      code: 'origin',
      text: 'This server answers to localhost only. Open it as http://localhost with its port.',
    };
  }
  if (!CHANGING.includes(request.method)) return undefined;
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const foreign =
    (origin !== null && origin.toLowerCase() !== `http://${host.toLowerCase()}`) ||
    (site !== null && !OWN_SITE.includes(site));
  return foreign
    ? { code: 'origin', text: 'Only a page of this server may change anything here.' }
    : undefined;
}
