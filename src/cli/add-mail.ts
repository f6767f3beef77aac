import type { MailInput } from './mail-in.ts';
import type { AddCommand } from './program.ts';

/** `take` opens the database, so it is the composition root's. */
export function addMail(mail: MailInput): AddCommand {
  return (program, effects, done) => {
    program
      .command('mail')
      .description('mail that comes to the address of invitations')
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
