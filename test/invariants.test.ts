import { test } from 'node:test';
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** What ARCHITECTURE.md promises of the sources and the linter's table does not hold. */
type Invariant = {
  readonly promise: string;
  readonly found: RegExp;
  readonly within: string;
  readonly but: readonly string[];
  /** Text that must be found, so that the pattern is known to work. */
  readonly control: string;
};

const INVARIANTS: readonly Invariant[] = [
  {
    promise: 'SQL exists only under src/store',
    found:
      /\bsql`|\.(selectFrom|insertInto|updateTable|deleteFrom)\(|\b(select|insert into|delete from)\s+[\w*,. ]+\s+(from|values|where)\b/,
    within: 'src/**/*.{ts,tsx}',
    but: ['src/store/'],
    control: "await db.selectFrom('person')",
  },
  {
    promise: 'HTTP status codes exist only in src/http/problems.ts',
    found: /\bstatus\b\s*[:=(,]\s*[45]\d\d\b|,\s*[45]\d\d\s*\)/,
    within: 'src/{http,usecases,store,domain,calendars,threads}/**/*.ts',
    but: ['src/http/problems.ts'],
    control: 'return c.json(body, 404)',
  },
  {
    promise: 'only src/main.ts reads the environment',
    found: /\bprocess\.env\b/,
    within: 'src/**/*.{ts,tsx}',
    but: ['src/main.ts', 'src/web/vite.config.ts'],
    control: "process.env['PORT']",
  },
  {
    promise: 'only what belongs to no organisation is changed without a record',
    found: /\bstore\.keep\(/,
    within: 'src/**/*.{ts,tsx}',
    // Use cases of the installation: accounts, how they sign in, the mail that waits, and mail that is nobody's.
    but: [
      'src/usecases/account/account-sessions.ts',
      'src/usecases/sign-in/ask-for-link.ts',
      'src/usecases/sign-in/ask-for-passkey.ts',
      'src/usecases/sign-in/begin-provider-sign-in.ts',
      'src/usecases/self-service/begin-sitting.ts',
      // That a calendar is to be read again, and what was read there.
      'src/usecases/calendars/change-calendar.ts',
      'src/usecases/calendars/refresh-calendars.ts',
      // What became of an entry there; the wish for it was recorded with the plan.
      'src/usecases/calendars/write-events.ts',
      'src/usecases/account/change-authenticator.ts',
      'src/usecases/account/change-factors.ts',
      'src/usecases/account/change-name.ts',
      'src/usecases/account/change-passkeys.ts',
      'src/usecases/account/change-password.ts',
      'src/usecases/sign-in/confirm-mailbox.ts',
      'src/usecases/sign-in/finish-provider-sign-in.ts',
      'src/usecases/sign-in/finish-sign-in.ts',
      'src/usecases/sign-in/make-password-link.ts',
      'src/usecases/account/offer-set-up.ts',
      'src/usecases/account/prove-it.ts',
      'src/usecases/mail/receive-mail.ts',
      'src/usecases/telling/remind.ts',
      'src/usecases/mail/send-mails.ts',
      'src/usecases/sign-in/set-password-by-link.ts',
      'src/usecases/sign-in/show-link.ts',
      'src/usecases/sign-in/sign-in-by-link.ts',
      'src/usecases/sign-in/sign-in.ts',
      'src/usecases/sign-in/sign-out.ts',
      'src/usecases/self-service/sweep-holds.ts',
      'src/usecases/sign-in/try-limits.ts',
      'src/usecases/sign-in/use-passkey.ts',
    ],
    control: 'await context.store.keep(async (tables) => {',
  },
  {
    promise: 'use cases and rules are handed the time, ids and randomness',
    found: /\bTemporal\.Now\b|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\brandomUUID/,
    within: 'src/{domain,solver,contract,usecases,http,cli,calendars}/**/*.ts',
    // The effects themselves: a name for a draft beside the file.
    but: ['src/cli/files.ts'],
    control: 'const now = Temporal.Now.instant();',
  },
];

const root = fileURLToPath(new URL('..', import.meta.url));

for (const { promise, found, within, but, control } of INVARIANTS) {
  test(promise, () => {
    assert.match(control, found);
    const files = globSync(within, { cwd: root }).filter((file) => !file.includes('.test.'));
    assert.ok(files.length > 0, `no file matches ${within}`);
    const breaches = files
      .filter((file) => !but.some((folder) => file.startsWith(folder)))
      .flatMap((file) =>
        readFileSync(`${root}${file}`, 'utf8')
          .split('\n')
          .flatMap((line, index) => (found.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
      );
    assert.deepEqual(breaches, []);
  });
}
