import { InvalidArgumentError } from 'commander';
import { WISHES, type Wish } from '#domain/repair/repair.ts';
import { wholeFrom } from './numbers.ts';
import type { AddCommand } from './program.ts';
import type { RepairEffects, RepairOptions } from './repair.ts';

/** What the command needs beyond the effects of all commands; opened when it runs. */
export type OpenRepairs = () => Promise<Pick<RepairEffects, 'repair'>>;

const HELP = `
The files come first, then what happened; each option may be repeated, and several things may have happened.
Instants have an offset, like 2026-12-07T09:00:00+01:00.

  second-round repair problem.json plan.json --declined design ada --wish times
  second-round repair problem.json plan.json --away ada 2026-12-07T00:00:00+01:00 2026-12-08T00:00:00+01:00
  second-round repair problem.json plan.json --late kim 120 --now 2026-12-07T08:50:00+01:00

Exit status: 0 all loops placed, 3 some are not, 2 the input cannot be used.`;

export function addRepair(openRepairs: OpenRepairs): AddCommand {
  return (program, effects, done) => {
    program
      .command('repair')
      .allowExcessArguments(false)
      .showHelpAfterError('(--help tells more)')
      .description('mend a plan after something happened, and tell who must be told what')
      .argument('<problem>', 'the problem file, loop-problem/1')
      .argument('<plan>', 'the plan that stands, loop-plan/1')
      .option('--declined <session person...>', 'this person cannot come to this session')
      .option('--away <person from to...>', 'this person is away from one instant to another')
      .option('--late <candidate minutes...>', 'this candidate comes so much later to the next session')
      .option('--comes <candidate from to...>', 'this candidate can come only then')
      .option('--lost <room [from [to]]...>', 'this room is lost, at once and for good unless said otherwise')
      .option('--now <instant>', 'on the day itself: what has begun stays as it is')
      .option('--wish <wish>', `what to change least: ${WISHES.join(', ')}`, wishFrom)
      .option('--alternatives <n>', 'add up to that many other repairs', wholeFrom(0), 0)
      .option('--out <file>', 'write the repaired plan there, and not to standard output')
      .option('--problem-out <file>', 'write the problem as the event left it, for check and plan')
      .addHelpText('after', HELP)
      .action(async (problem: string, plan: string, options: RepairOptions) => {
        const { repair } = await import('./repair.ts');
        done(await repair({ ...effects, ...(await openRepairs()) }, { problem, plan, options }));
      });
  };
}

function wishFrom(text: string): Wish {
  const wish = WISHES.find((one) => one === text);
  if (wish === undefined) throw new InvalidArgumentError(`Expected one of ${WISHES.join(', ')}.`);
  return wish;
}
