import type { ProblemEffects, ProblemOptions } from './problem.ts';
import type { AddCommand } from './program.ts';

/** What the command needs beyond the effects of all commands; opened when it runs. */
export type OpenCalendars = () => Promise<Pick<ProblemEffects, 'listDirectory' | 'readCalendar'>>;

export function addProblem(openCalendars: OpenCalendars): AddCommand {
  return (program, effects, done) => {
    program
      .command('problem')
      .allowExcessArguments(false)
      .showHelpAfterError('(--help tells more)')
      .description('build a loop problem from a template, a list of people and their calendars')
      .requiredOption('--template <file>', 'the template file, loop-template/1')
      .requiredOption('--people <file>', 'the people file, people/1')
      .requiredOption('--calendars <directory>', 'where the iCalendar files lie, one for each person')
      .requiredOption('--from <date>', 'the first date, like 2026-12-07')
      .requiredOption('--to <date>', 'the last date')
      .option('--out <file>', 'write the problem there, and not to standard output')
      .addHelpText('after', '\nExit status: 0 the problem is written, 2 the input cannot be used.')
      .action(async (options: ProblemOptions) => {
        const { problem } = await import('./problem.ts');
        done(await problem({ ...effects, ...(await openCalendars()) }, options));
      });
  };
}
