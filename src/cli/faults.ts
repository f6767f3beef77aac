import { type Fault, faultLine } from '#domain/fault.ts';
import { type Effects, EXIT, type Exit } from './effects.ts';

const MOST = 100;

/** One line for each fault on standard error, up to a hundred. */
export function refuseInput(effects: Pick<Effects, 'stderr'>, faults: readonly Fault[]): Exit {
  for (const fault of faults.slice(0, MOST)) effects.stderr(`${faultLine(fault)}\n`);
  if (faults.length > MOST) effects.stderr(`and ${faults.length - MOST} more faults\n`);
  return EXIT.unreadable;
}
