/** E-mail addresses of accounts: one canonical form, so that two spellings are never two accounts. */

const MOST = { address: 254, local: 64 } as const;
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])$/;

/**
 * The address in small letters and without spaces around it, or undefined where it is none that we take.
 *
 * Plain letters only: a Cyrillic `а` looks like a Latin one and is another address. No quoted local part, no
 * comment, no address literal, and no line break anywhere, because mail programs disagree about what those mean.
 */
export function canonicalEmail(text: string): string | undefined {
  // Nothing is folded before this check: some letters outside ASCII become plain ones when they are made small.
  if (!/^[\u0020-\u007e]+$/.test(text)) return undefined;
  const address = text.replaceAll(/^ +| +$/g, '').toLowerCase();
  const at = address.lastIndexOf('@');
  const [local, domain] = [address.slice(0, Math.max(at, 0)), address.slice(at + 1)];
  const fits = address.length <= MOST.address && local.length <= MOST.local;
  return fits && LOCAL.test(local) && DOMAIN.test(domain) ? address : undefined;
}
