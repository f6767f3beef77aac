import { canonicalEmail } from '#domain/account/email.ts';
import type { Application } from '#domain/organisation/opening.ts';
import type { Reading } from '#store/store.ts';

/** The address to which a candidate's code can be mailed. In the sample there is none: anybody writes there. */
export async function emailFor(
  { organisations }: Pick<Reading, 'organisations'>,
  organisation: string,
  { email }: Pick<Application, 'email'>,
): Promise<string | undefined> {
  const sample = (await organisations.find(organisation))?.sample === true;
  return sample || email === undefined ? undefined : canonicalEmail(email);
}
