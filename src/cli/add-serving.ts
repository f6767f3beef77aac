import type { Exit } from './effects.ts';
import type { AddCommand } from './program.ts';

/** A command that needs nothing of this module but its name and its help. */
export type Serving = (say: (line: string) => void) => Promise<Exit>;

export function addServing(serving: { readonly serve: Serving; readonly migrate: Serving }): AddCommand {
  return (program, effects, done) => {
    const say = (line: string): void => effects.stderr(`${line}\n`);
    program
      .command('serve')
      .allowExcessArguments(false)
      .description('open the database and serve the page, to this computer unless told otherwise')
      .addHelpText(
        'after',
        '\nSettings: PORT, HOST, SECOND_ROUND_ADDRESS, SECOND_ROUND_DATA, DATABASE_URL and more (docs/operating.md).',
      )
      .action(async () => done(await serving.serve(say)));
    program
      .command('migrate')
      .allowExcessArguments(false)
      .description('bring the database to the version of this program')
      .action(async () => done(await serving.migrate(say)));
  };
}
