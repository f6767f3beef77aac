import type { PasswordLinks } from './account-link.ts';
import type { AddCommand } from './program.ts';

/** `links` opens the database, so it is the composition root's. */
export function addAccount(links: PasswordLinks): AddCommand {
  return (program, effects, done) => {
    program
      .command('account')
      .description('the accounts of this installation')
      .command('link')
      .allowExcessArguments(false)
      .showHelpAfterError('(--help tells more)')
      .description('print a link with which somebody sets a new password, once, within an hour')
      .requiredOption('--email <address>', 'the address of the account')
      .addHelpText('after', '\nExit status: 0 done, 1 no such account, 2 not readable.')
      .action(async ({ email }: { readonly email: string }) => {
        const { accountLink } = await import('./account-link.ts');
        done(await accountLink(effects, links, email));
      });
  };
}
