/** Where a request comes from. What a header says of it counts only from a proxy that is trusted. */
import { isIP, type BlockList } from 'node:net';

/**
 * The nearest address that is no trusted proxy's: each proxy adds at the end of `X-Forwarded-For` whom it heard, so
 * whatever stands before the first address that is not trusted may be made up.
 */
export function askerAddress(
  { connection, headers }: { readonly connection: string; readonly headers: Headers },
  trusted: BlockList | undefined,
): string {
  const told = (headers.get('x-forwarded-for') ?? '').split(',').map((one) => one.trim());
  let nearest = connection;
  while (isIn(trusted, nearest)) {
    const next = told.pop();
    if (next === undefined || isIP(next) === 0) break;
    nearest = next;
  }
  return nearest;
}

function isIn(trusted: BlockList | undefined, address: string): boolean {
  const family = isIP(address);
  return family !== 0 && trusted?.check(address, family === 6 ? 'ipv6' : 'ipv4') === true;
}
