import { withDatabase } from './settings.mjs';

/** Who is signed in: sessions that begin, are found and end, links and codes by mail, and how often one may try. */
export default withDatabase({
  name: 'sessions',
  mutate: [
    'src/domain/account.ts',
    'src/store/account-clock.ts',
    'src/store/account-links.ts',
    'src/store/account-sessions.ts',
    'src/store/visit.ts',
    'src/usecases/account-sessions.ts',
    'src/usecases/ask-for-link.ts',
    'src/usecases/begin-session.ts',
    'src/usecases/link-address.ts',
    'src/usecases/prove-link.ts',
    'src/usecases/set-password-by-link.ts',
    'src/usecases/show-link.ts',
    'src/usecases/sign-in-by-link.ts',
    'src/usecases/sign-in.ts',
    'src/usecases/sign-out.ts',
    'src/usecases/try-limits.ts',
    'src/usecases/viewer-of.ts',
    'src/http/asked-cookie.ts',
    'src/http/host-cookie.ts',
    'src/http/session-cookie.ts',
  ],
  leftOut: ['lets nobody in at 200 wrong passwords and links, and answers all alike'],
  tests: [
    'test/sign-in.test.ts',
    'test/account-links.test.ts',
    'test/new-password.test.ts',
    'test/link-rules.test.ts',
    'test/second-factor.test.ts',
    'test/authenticator.test.ts',
    'test/passkeys.test.ts',
    'test/factors-demanded.test.ts',
  ],
});
