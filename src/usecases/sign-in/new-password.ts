import { passwordFault } from '#domain/account/password.ts';
import { faulty, type Refusal } from '#domain/refusal.ts';
import { refuse, type Result } from '#domain/result.ts';
import type { PasswordProblem } from '#secrets/passwords.ts';
import type { Context } from '#usecases/context.ts';

/** What is stored of a new password, or what is wrong with it. */
export async function newPassword(
  { passwords }: Context,
  email: string,
  password: string,
): Promise<Result<string, Refusal>> {
  const fault = passwordFault(password, { email, common: passwords.isCommon });
  if (fault !== undefined) {
    const text = `The password was found to be ${fault.found}. Choose ${fault.expected}.`;
    return refuse(faulty(text, [fault]));
  }
  return unlessBusy(await passwords.hash(password));
}

export function unlessBusy<T>(done: Result<T, PasswordProblem>): Result<T, Refusal> {
  if (done.ok) return done;
  return refuse({ code: 'busy', text: 'Many are signing in just now. Try again in a moment.' });
}
