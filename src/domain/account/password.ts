/** What a new password must be: long, not the address, and none that everybody tries first. */
import type { Fault } from '#domain/fault.ts';

/** Characters (code points). NIST SP 800-63B: length helps, prescribed kinds of characters do not. */
export const PASSWORD_LENGTH = { least: 12, most: 128 } as const;

/** The same letters typed on two keyboards are one password. */
export function plainPassword(text: string): string {
  return text.normalize('NFC');
}

type Known = {
  readonly email: string;
  /** Whether it is one of those that others use most. */
  readonly common: (password: string) => boolean;
};

/** What is wrong with it, without showing it; undefined when it can be used. */
export function passwordFault(password: string, { email, common }: Known): Fault | undefined {
  const length = Array.from(password).length;
  const fault = (found: string, expected: string): Fault => ({ place: 'password', found, expected });
  if (length < PASSWORD_LENGTH.least || length > PASSWORD_LENGTH.most) {
    const expected = `${PASSWORD_LENGTH.least} to ${PASSWORD_LENGTH.most} characters, for example a few words`;
    return fault(`${length} characters`, expected);
  }
  if (password.trim().toLowerCase() === email) return fault('your e-mail address', 'something else');
  if (common(password)) return fault('a password that many others use', 'one of your own, like a few words');
  return undefined;
}
