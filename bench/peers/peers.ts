import { CHUFFED } from './chuffed.ts';
import { CLASPS } from './clasp.ts';
import { CP_SAT } from './cp-sat.ts';
import { GECODES } from './gecode.ts';
import { HIGHS } from './highs.ts';
import type { Peer } from './peer.ts';

/** In the order in which they are measured and shown. */
export const PEERS: readonly Peer[] = [...CLASPS, ...GECODES, CHUFFED, CP_SAT, HIGHS];

export function peerNamed(name: string): Peer {
  const peer = PEERS.find((each) => each.name === name);
  if (peer === undefined)
    throw new RangeError(`no peer "${name}"; there are ${PEERS.map((each) => each.name).join('; ')}`);
  return peer;
}
