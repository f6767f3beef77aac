import { canonicalEmail } from '#domain/email.ts';
import type { Application } from '#domain/opening.ts';

/** The address to which a candidate's code can be mailed. */
export function emailFor({ email }: Pick<Application, 'email'>): string | undefined {
  return email === undefined ? undefined : canonicalEmail(email);
}
