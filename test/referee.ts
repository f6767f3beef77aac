/** The independent referee, run as one child process for many pairs. */
import { spawnSync } from 'node:child_process';
import { z } from 'zod';

const DRIVER = `
import importlib.util, json, sys
spec = importlib.util.spec_from_file_location("referee", sys.argv[1])
referee = importlib.util.module_from_spec(spec)
spec.loader.exec_module(referee)
class Recorder(referee.Referee):
    def say(self, rule, where, text):
        self.broken.append([rule, where])
for line in sys.stdin:
    pair = json.loads(line)
    judge = Recorder(pair["problem"], pair["plan"])
    cost = judge.run()
    print(json.dumps({"broken": judge.broken, "cost": cost}))
`;

export type RefereeVerdict = { broken: [string, string][]; cost: Record<string, number> };
const verdictSchema: z.ZodType<RefereeVerdict> = z.object({
  broken: z.array(z.tuple([z.string(), z.string()])),
  cost: z.record(z.string(), z.number()),
});

export function pythonThere(): boolean {
  return spawnSync('python3', ['--version']).status === 0;
}

/** One verdict for each pair, in order. */
export function askReferee(path: string, pairs: readonly object[]): readonly RefereeVerdict[] {
  const run = spawnSync('python3', ['-c', DRIVER, path], {
    input: pairs.map((pair) => JSON.stringify(pair)).join('\n'),
    maxBuffer: 1 << 28,
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(`the referee failed: ${run.stderr}`);
  return run.stdout
    .trimEnd()
    .split('\n')
    .map((line) => verdictSchema.parse(JSON.parse(line)));
}
