import type { MailInput } from './mail-in.ts';
import type { UnplacedMail } from './mail-unplaced.ts';
import type { AddCommand } from './program.ts';

/** `take` and `unplaced` open the database, so they are the composition root's. */
export function addMail(mail: MailInput, unplaced: UnplacedMail): AddCommand {
  return (program, effects, done) => {
    const command = program.command('mail').description('mail that comes to the address of invitations');
    command
      .command('unplaced')
      .allowExcessArguments(false)
      .showHelpAfterError('(--help tells more)')
      .description('list the mail of which nobody can say whose it is, where there are several organisations')
      .addHelpText('after', '\nExit status: 0 none, 1 there is some, 2 not readable.')
      .action(async () => {
        const { listUnplaced } = await import('./mail-unplaced.ts');
        done(await listUnplaced(effects, unplaced));
      });
    command
      .command('in')
      .allowExcessArguments(false)
      .showHelpAfterError('(--help tells more)')
      .description('take in one mail from standard input, as a mail server hands it over')
      .addHelpText(
        'after',
        '\nExit status: 0 taken in, 75 not just now: the mail server is to try again (sysexits).',
      )
      .action(async () => {
        const { mailIn } = await import('./mail-in.ts');
        done(await mailIn(effects, mail));
      });
  };
}
