import { OURS } from '../searches.ts';

/** Middle tones that stand out on white and on near black; the two ways of one solver are told apart by dashes. */
const COLOURS: Readonly<Record<string, string>> = {
  [OURS]: '#2f81f7',
  'clasp, models': '#d9622b',
  'clasp, cores': '#d9622b',
  Gecode: '#1a9e6e',
  'Gecode, neighbourhoods': '#1a9e6e',
  Chuffed: '#c957a4',
  'CP-SAT': '#8f6fe0',
  HiGHS: '#8b949e',
};

export function colourOf(solver: string): string {
  return COLOURS[solver] ?? '#8b949e';
}

export function dashOf(solver: string): string {
  return ['clasp, cores', 'Gecode'].includes(solver) ? '4 3' : 'none';
}
