/** The first part of the bench: every solver on every instance, one after the other. */
import { join } from 'node:path';
import { installProgram } from './install.ts';
import { machineNow } from './measure/machine.ts';
import { type Question, searchWithOurs, searchWithPeer } from './measure/search.ts';
import { PEERS } from './peers/peers.ts';
import type { SearchRecord } from './record.ts';
import { keepRecord } from './record-files.ts';
import type { BenchOptions } from './options.ts';

export async function measureSearch(options: BenchOptions): Promise<void> {
  const missing = new Map([
    ['clasp', installProgram('clasp', 'clasp')],
    ['Gecode', installProgram('minizinc', 'minizinc')],
  ]);
  for (const instance of options.instances) {
    const question: Question = {
      instance,
      file: join(options.folder, `${instance}.problem.json`),
      seconds: options.seconds,
      referee: options.referee,
    };
    if (wanted(options, 'ours')) told(await searchWithOurs(question));
    for (const peer of PEERS.filter(({ name }) => wanted(options, name))) {
      if (peer.version() !== undefined) {
        told(await searchWithPeer(peer, question));
        continue;
      }
      const reason = missing.get(peer.name.split(',')[0] ?? '') ?? 'it is not installed';
      keepRecord({ kind: 'absent', solver: peer.name, reason, machine: machineNow() });
      console.error(`${peer.name}: absent, ${reason}`);
    }
  }
}

/** By name, or `peers` for all of them, or `all`. */
function wanted({ solvers }: BenchOptions, name: string): boolean {
  return solvers.includes('all') || solvers.includes(name) || (name !== 'ours' && solvers.includes('peers'));
}

function told(record: SearchRecord): void {
  keepRecord(record);
  const { instance, solver, first, cost, proven, spent, verdict, failure } = record;
  const found =
    first === null ? 'no complete plan' : `first after ${first.cpu ?? first.wall} s, cost ${cost}`;
  const ending = failure ?? `${proven ? 'proven' : 'ended'} after ${spent.cpu ?? spent.wall} s`;
  console.error(`${instance} ${solver}: ${found}; ${ending}; ${verdict}`);
}
