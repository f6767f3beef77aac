import { faulty, type Refusal } from '#domain/refusal.ts';
import { ok, refuse, type Result } from '#domain/result.ts';
import type { Organisation } from '#domain/organisation/organisation.ts';
import type { Writing } from '#store/store.ts';
import { beginSession, type Begun, type Browser } from '#usecases/sign-in/begin-session.ts';
import type { Context } from '#usecases/context.ts';
import { makeAdministrator } from '#usecases/organisation/make-member.ts';
import { newPassword } from '#usecases/sign-in/new-password.ts';
import { record } from '#usecases/audit/record.ts';
import { told } from '#usecases/scope.ts';
import { countTry, forgiveTry } from '#usecases/sign-in/try-limits.ts';

export type SetUp = {
  readonly token: string;
  readonly name: string;
  /** Canonical. */
  readonly email: string;
  readonly password: string;
  /** Needed where no organisation has been started yet. */
  readonly organisation?: { readonly name: string; readonly timeZone: string };
};

const GONE: Refusal = {
  code: 'not-found',
  text: 'This set-up link opens nothing any more. Take the newest one from where Second Round was started; if there is an account already, sign in.',
};

/**
 * Makes the first account, once. It becomes the administrator of every organisation that was started on this computer
 * before there were accounts, so that none is left behind a locked door.
 */
export async function setUp(
  context: Context,
  asked: SetUp,
  browser: Browser,
): Promise<Result<Begun, Refusal>> {
  const counted = await countTry(context, browser);
  if (!counted.ok) return counted;
  const tokenHash = context.tokenHash(asked.token);
  // Before the costly part; what counts is that the link is taken away below.
  if (!(await context.store.read((tables) => tables.accounts.isSetUpLink(tokenHash)))) return refuse(GONE);
  const password = await newPassword(context, asked.email, asked.password);
  if (!password.ok) return password;
  const [account, secret, session] = [context.newId(), context.newToken(), context.newId()];
  const done = await context.store.write(async (tables): Promise<Result<Begun, Refusal>> => {
    await tables.accounts.lockFirst();
    if ((await tables.accounts.any()) || !(await tables.accounts.useSetUpLink(tokenHash)))
      return refuse(GONE);
    const { email, name } = asked;
    // Whoever runs the server says whose address it is: nobody could come before them.
    const made = { id: account, email, name, password: password.value, confirmed: true };
    await tables.accounts.insert(made);
    const organisations = await organisationsOf(context, tables, asked);
    if (!organisations.ok) return organisations;
    for (const organisation of organisations.value) {
      await makeAdministrator(context, tables, { organisation, account: { id: account, email, name } });
    }
    await beginSession(context, tables, {
      id: session,
      account,
      password: password.value,
      secret,
      browser,
      way: 'password',
    });
    return ok({ secret });
  });
  if (!done.ok) return refuse(told(done.problem));
  await forgiveTry(context, browser);
  return done;
}

async function organisationsOf(
  context: Context,
  tables: Writing,
  asked: SetUp,
): Promise<Result<readonly Organisation[], Refusal>> {
  const own = (await tables.organisations.list()).filter(({ sample }) => !sample);
  if (asked.organisation === undefined) {
    if (own.length > 0) return ok(own);
    const fault = { place: 'organisation', found: 'nothing', expected: 'its name and time zone' };
    return refuse(faulty('Your organisation needs a name.', [fault]));
  }
  const organisation: Organisation = { id: context.newId(), ...asked.organisation, sample: false };
  await tables.organisations.insert(organisation, context.now());
  const { id } = organisation;
  record(context, tables, { organisation: id, action: 'organisation-started', id });
  return ok([...own, organisation]);
}
