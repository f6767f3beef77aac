/**
 * Who may ask: only pages of this server, under its own name. That is the public address where others are served,
 * and a name of the loopback where they are not.
 *
 * The Host check defeats DNS names that are pointed here; the Origin and Sec-Fetch-Site checks defeat other pages
 * in the same browser, those on other ports of this machine included.
 */
import type { Problem } from './problems.ts';

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/i;
const CHANGING: readonly string[] = ['POST', 'PUT', 'PATCH', 'DELETE'];
const OWN_SITE: readonly string[] = ['same-origin', 'none'];

/** `address`: the public one, like `https://interviews.example.org`. */
export function guardProblem(request: Request, address: string | undefined): Problem | undefined {
  const own = ownOrigin(request, address);
  if (own === undefined) {
    const text =
      address === undefined
        ? 'This server answers to localhost only. Open it as http://localhost with its port.'
        : `This server answers to ${address} only.`;
    return { code: 'origin', text };
  }
  if (!CHANGING.includes(request.method)) return undefined;
  const origin = request.headers.get('origin');
  const site = request.headers.get('sec-fetch-site');
  const foreign =
    (origin !== null && origin.toLowerCase() !== own) || (site !== null && !OWN_SITE.includes(site));
  return foreign
    ? { code: 'origin', text: 'Only a page of this server may change anything here.' }
    : undefined;
}

/** The origin under which this server was asked, or undefined where the name is not its own. */
export function ownOrigin(request: Request, address: string | undefined): string | undefined {
  const host = (request.headers.get('host') ?? '').toLowerCase();
  if (address !== undefined) return new URL(address).host === host ? address : undefined;
  return LOOPBACK.test(host) ? `http://${host}` : undefined;
}
