/** Who can reach this server, and under which name: `HOST`, `SECOND_ROUND_ADDRESS`, `TRUSTED_PROXIES`. */
import { BlockList, isIP } from 'node:net';
import { shown, type Fault } from '#domain/fault.ts';
import { ok, refuse, type Result } from '#domain/result.ts';

export type Reach = {
  /** The address to listen on. */
  readonly host: string;
  /** As others write it, `https://interviews.example.org`; absent where only this computer is served. */
  readonly address?: string;
  /** The proxies whose word counts on where a request comes from; each an address or a network like `10.0.0.0/8`. */
  readonly trustedProxies: readonly string[];
};

const LOOPBACK: readonly string[] = ['127.0.0.1', '::1', 'localhost'];

export function parseReach(given: {
  readonly host: string;
  readonly address: string;
  readonly proxies: string;
}): Result<Reach, readonly Fault[]> {
  const { host, address } = given;
  const trustedProxies = given.proxies.split(/[\s,]+/).filter((proxy) => proxy !== '');
  const faults = [...addressFaults(address), ...hostFaults(host, address), ...proxyFaults(trustedProxies)];
  if (faults.length > 0) return refuse(faults);
  return ok({ host, trustedProxies, ...(address === '' ? {} : { address: new URL(address).origin }) });
}

/** What a list of addresses and networks holds. */
export function networksOf(proxies: readonly string[]): BlockList {
  const list = new BlockList();
  for (const proxy of proxies) {
    const [network = '', bits] = proxy.split('/');
    const family = isIP(network) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(network, family);
    else list.addSubnet(network, Number(bits), family);
  }
  return list;
}

function addressFaults(address: string): readonly Fault[] {
  if (address === '') return [];
  const url = URL.parse(address);
  const whole = url !== null && url.protocol === 'https:' && `${url.origin}/` === url.href;
  if (whole) return [];
  const remedy = 'Others reach this server through a proxy that brings TLS; name the address they open.';
  const expected = 'an address like https://interviews.example.org, without a path';
  return [{ place: 'SECOND_ROUND_ADDRESS', found: shown(address), expected, remedy }];
}

function hostFaults(host: string, address: string): readonly Fault[] {
  if (LOOPBACK.includes(host)) return [];
  if (address !== '' && isIP(host) !== 0) return [];
  const expected = address === '' ? LOOPBACK.join(' or ') : 'an IP address of this machine';
  const remedy =
    'Without TLS this server answers to its own machine only. To serve others, put a proxy with TLS before it and set SECOND_ROUND_ADDRESS.';
  return [{ place: 'HOST', found: shown(host), expected, ...(address === '' ? { remedy } : {}) }];
}

function proxyFaults(proxies: readonly string[]): readonly Fault[] {
  return proxies
    .filter((proxy) => !isNetwork(proxy))
    .map((proxy) => ({
      place: 'TRUSTED_PROXIES',
      found: shown(proxy),
      expected: 'IP addresses and networks like 10.0.0.0/8, with commas between',
    }));
}

function isNetwork(text: string): boolean {
  const [network = '', bits, ...more] = text.split('/');
  const family = isIP(network);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
