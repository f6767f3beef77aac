import type { AddCommand } from './program.ts';
import type { ZoneAuditing } from './zones-audit.ts';

/** `audit` opens the database, so it is the composition root's. */
export function addZones(auditing: ZoneAuditing): AddCommand {
  return (program, effects, done) => {
    program
      .command('zones')
      .description('time zones')
      .command('audit')
      .allowExcessArguments(false)
      .showHelpAfterError('(--help tells more)')
      .description('list the sessions to come that clocks have moved since they were confirmed')
      .addHelpText('after', '\nExit status: 0 none, 1 some, 2 the database cannot be read.')
      .action(async () => {
        const { auditZones } = await import('./zones-audit.ts');
        done(await auditZones(effects, auditing));
      });
  };
}
