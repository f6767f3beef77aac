import type { Command } from 'commander';
import type { PasswordLinks } from './account-link.ts';
import type { DroppedFactors } from './drop-factors.ts';
import type { AddCommand } from './program.ts';

type Email = { readonly email: string };

/** `links` and `drop` open the database, so they are the composition root's. */
export function addAccount({
  links,
  drop,
}: {
  readonly links: PasswordLinks;
  readonly drop: DroppedFactors;
}): AddCommand {
  return (program, effects, done) => {
    const account = program.command('account').description('the accounts of this installation');
    aboutAccount(account, 'link')
      .description('print a link with which somebody sets a new password, once, within an hour')
      .action(async ({ email }: Email) => {
        const { accountLink } = await import('./account-link.ts');
        done(await accountLink(effects, links, email));
      });
    aboutAccount(account, 'drop-factors')
      .description(
        'take away the passkeys, the authenticator app and the recovery codes that somebody has lost',
      )
      .action(async ({ email }: Email) => {
        const { droppedFactors } = await import('./drop-factors.ts');
        done(await droppedFactors(effects, drop, email));
      });
  };
}

function aboutAccount(account: Command, name: string): Command {
  return account
    .command(name)
    .allowExcessArguments(false)
    .showHelpAfterError('(--help tells more)')
    .requiredOption('--email <address>', 'the address of the account')
    .addHelpText('after', '\nExit status: 0 done, 1 no such account, 2 not readable.');
}
