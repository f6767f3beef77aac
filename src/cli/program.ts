import { Command, CommanderError } from 'commander';
import { type Effects, EXIT, type Exit } from './effects.ts';
import { seconds, wholeFrom } from './numbers.ts';
import type { PlanOptions } from './plan.ts';

/** A command hangs itself into the program and reports the exit status of its run. */
export type AddCommand = (program: Command, effects: Effects, done: (exit: Exit) => void) => void;

/** Each command loads what it needs when it is called, so that none pays for the others. */
const COMMANDS: readonly AddCommand[] = [addPlan, addCheck];

/**
 * Runs the command line and resolves to the exit status. `more` are commands of the composition root that start
 * things this module may not know.
 */
export async function runProgram(
  args: readonly string[],
  effects: Effects,
  more: readonly AddCommand[] = [],
): Promise<number> {
  let status: number = EXIT.fine;
  const program = new Command('second-round')
    .description('Plans the second interview: people, times and rooms for every session.')
    .version(effects.version, '-V, --version', 'print the versions of Second Round and of Node')
    .configureOutput({ writeOut: effects.stdout, writeErr: effects.stderr })
    .exitOverride();
  for (const add of [...COMMANDS, ...more]) add(program, effects, (exit) => (status = exit));
  try {
    await program.parseAsync(args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    status = error.exitCode === 0 ? EXIT.fine : EXIT.unreadable;
  }
  return status;
}

function addPlan(program: Command, effects: Effects, done: (exit: Exit) => void): void {
  command(program, 'plan')
    .description('find the best plan for a loop problem')
    .argument('<problem>', 'the problem file, loop-problem/1')
    .option('--out <file>', 'write the plan there, and not to standard output')
    .option('--time-limit <seconds>', 'stop after that time (10, without an iteration limit)', seconds)
    .option(
      '--iterations <n>',
      'stop after that many iterations: the same plan on every machine',
      wholeFrom(1),
    )
    .option('--seed <n>', 'which of the random searches to run', wholeFrom(0), 1)
    .option('--alternatives <n>', 'add up to that many other plans', wholeFrom(0), 0)
    .addHelpText('after', '\nExit status: 0 all loops placed, 3 some are not, 2 the input cannot be used.')
    .action(async (path: string, options: PlanOptions) => {
      const { plan } = await import('./plan.ts');
      done(await plan(effects, path, options));
    });
}

function addCheck(program: Command, effects: Effects, done: (exit: Exit) => void): void {
  command(program, 'check')
    .description('check a plan against every rule, and recompute its cost')
    .argument('<problem>', 'the problem file, loop-problem/1')
    .argument('<plan>', 'the plan file, loop-plan/1')
    .addHelpText(
      'after',
      '\nExit status: 0 nothing broken and the cost as stated, 1 otherwise, 2 not readable.',
    )
    .action(async (problem: string, planPath: string) => {
      const { check } = await import('./check.ts');
      done(await check(effects, problem, planPath));
    });
}

/** A new command that refuses more arguments than it has. */
function command(program: Command, name: string): Command {
  return program.command(name).allowExcessArguments(false).showHelpAfterError('(--help tells more)');
}
