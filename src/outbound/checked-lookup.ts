/** Looking a name up for a connection, with a look at every address that it leads to. */
import { lookup, type LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** All addresses of a name, or why there is none. */
export type LookUp = (
  name: string,
  done: (error: Error | null, found: readonly LookupAddress[]) => void,
) => void;

/** A name leads to an address that is not asked. */
export class NotPublic extends Error {}

/** As the whole machine looks names up: files first, then DNS. */
export function systemLookup(name: string, done: Parameters<LookUp>[1]): void {
  lookup(name, { all: true }, (error, found) => done(error, error === null ? found : []));
}

/**
 * For `net.connect`, which connects to one of the addresses given here and looks nothing up itself. One address that
 * must not be reached makes the whole name unfit: which of them is taken is left to chance.
 */
export function checkedLookup(lookUp: LookUp, mayReach: (ip: string) => boolean): LookupFunction {
  return (name, { all }, done) => {
    lookUp(name, (error, found) => {
      const [first] = found;
      if (error !== null) done(error, []);
      else if (first === undefined || !found.every(({ address }) => mayReach(address))) {
        done(new NotPublic(), []);
      } else if (all === true) done(null, [...found]);
      else done(null, first.address, first.family);
    });
  };
}
