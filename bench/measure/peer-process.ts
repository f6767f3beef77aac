/** One peer on one problem in a process of its own: `node peer-process.ts PEER PROBLEM.json EVENTS SECONDS`. */
import { readProblem } from '../reading/read-problem.ts';
import { peerNamed } from '../peers/peers.ts';
import { ownCpuSeconds } from './cpu.ts';
import { tell } from './events.ts';
import { readProblemFile } from './problem-file.ts';

const [name = '', problemFile = '', events = '', seconds = '60'] = process.argv.slice(2);
// Peers with a process of their own get the signal too and tell their best plan; this one only waits for it.
process.on('SIGTERM', () => undefined);
const peer = peerNamed(name);
const problem = readProblem(readProblemFile(problemFile));
const before = ownCpuSeconds();
await peer.load();
const loaded = ownCpuSeconds();
let began = performance.now();
const clock = (): { cpu: number; wall: number } => ({
  cpu: prepared.cpuSeconds(),
  wall: (performance.now() - began) / 1000,
});
const prepared = peer.prepare({
  problem,
  everyLoop: true,
  seconds: Number(seconds),
  onPlan: (found) => tell(events, { event: 'plan', ...clock(), found }),
  onCost: (cost) =>
    tell(events, { event: 'cost', ...clock(), cost, complete: cost < problem.weights.unplaced }),
  onBound: (bound) => {
    // Before it knows one, a solver may say minus infinity.
    if (Number.isFinite(bound)) tell(events, { event: 'bound', ...clock(), bound });
  },
});
const spent = ownCpuSeconds();
tell(events, { event: 'began', spent, loading: loaded - before, modelling: spent - loaded });
began = performance.now();
const proven = await prepared.solve();
tell(events, { event: 'end', ...clock(), proven });
process.exit(0);
