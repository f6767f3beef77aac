/** What of an address is judged before anything is looked up. */
import { isIP } from 'node:net';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { OutboundProblem } from './outbound.ts';

/** A place that may be asked: `own` where the operator has named it among those of the own network. */
export type Place = {
  readonly url: URL;
  /** Host and port, as `OUTBOUND_ALLOW` writes them. */
  readonly name: string;
  readonly own: boolean;
};

const PORTS: Readonly<Record<string, string>> = { 'https:': '443', 'http:': '80' };
/** Others speak something else than HTTP, or are of the own network. */
export const WEB_PORTS: readonly string[] = ['443', '8443'];

type Rules = {
  readonly allow: readonly string[];
  readonly ports: readonly string[];
  readonly mayReach: (ip: string) => boolean;
};

export function placeOf(address: string, { allow, ports, mayReach }: Rules): Result<Place, OutboundProblem> {
  const url = URL.parse(address);
  if (url === null) return refused('the address', 'It is no address like https://example.org.', FULL);
  const usual = PORTS[url.protocol];
  if (usual === undefined) {
    return refused('the address', `It begins with ${url.protocol}, which is not asked here.`, FULL);
  }
  if (url.username !== '' || url.password !== '') {
    return refused(url.hostname, 'A name or a password stands in the address.', 'Leave it out.');
  }
  const port = url.port === '' ? usual : url.port;
  const name = `${url.hostname}:${port}`;
  if (allow.includes(name)) return ok({ url, name, own: true });
  if (url.protocol !== 'https:') return refused(name, 'It is not asked without TLS.', `Use https. ${OWN}`);
  if (!ports.includes(port)) {
    return refused(name, `Port ${port} is not asked; ${ports.join(' and ')} are.`, OWN);
  }
  const ip = url.hostname.replaceAll(/^\[|\]$/g, '');
  if (isIP(ip) !== 0 && !mayReach(ip)) return refuse(notPublic(name));
  return ok({ url, name, own: false });
}

/** Of a name that leads into the own network nothing more is told than of one that is such an address itself. */
export function notPublic(name: string): OutboundProblem {
  return { code: 'refused', place: name, text: 'It is no address of the public internet.', remedy: OWN };
}

const FULL = 'Give a whole address that begins with https://.';
const OWN = 'Whoever runs this server can name a place of the own network in OUTBOUND_ALLOW, as host:port.';

function refused(place: string, text: string, remedy: string): Result<never, OutboundProblem> {
  return refuse({ code: 'refused', place, text, remedy });
}
