/** Which addresses of the network a request of ours may go to. */
import ipaddr from 'ipaddr.js';

/** Where IPv6 gives out addresses that are the same for the whole world (RFC 4291). */
const WORLD = ipaddr.parseCIDR('2000::/3');

/**
 * Whether an address belongs to the public internet. Networks of one's own, this very machine, the address of a cloud's
 * own data and whatever stands for an IPv4 address inside an IPv6 one (mapped, NAT64, 6to4, Teredo) do not, and neither
 * does a text that is no address.
 */
export function isPublicAddress(text: string): boolean {
  // `isValid` takes `127.1` and `0x7f000001` too; whatever reads them in another way must not be given them.
  if (!ipaddr.IPv4.isValidFourPartDecimal(text) && !ipaddr.IPv6.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || address.match(WORLD);
}
