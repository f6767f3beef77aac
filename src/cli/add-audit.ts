import type { AuditVerification } from './audit-verify.ts';
import type { AddCommand } from './program.ts';

/** `verify` opens the database, so it is the composition root's. */
export function addAudit(verification: AuditVerification): AddCommand {
  return (program, effects, done) => {
    program
      .command('audit')
      .description('the record of what was changed')
      .command('verify')
      .allowExcessArguments(false)
      .showHelpAfterError('(--help tells more)')
      .description('walk the chain of each organisation, and name the first entry that does not agree')
      .option('--organisation <id>', 'only the chain of this organisation')
      .option(
        '--head <hash>',
        'a head that was told earlier must still be in the chain; may be given again',
        collect,
        [],
      )
      .addHelpText('after', '\nExit status: 0 whole, 1 something does not agree, 2 not readable.')
      .action(async (options: { readonly organisation?: string; readonly head: readonly string[] }) => {
        const { verifyAudit } = await import('./audit-verify.ts');
        const { organisation, head: heads } = options;
        const asked = { heads, ...(organisation === undefined ? {} : { organisation }) };
        done(await verifyAudit(effects, verification, asked));
      });
  };
}

function collect(value: string, before: readonly string[]): readonly string[] {
  return [...before, value];
}
