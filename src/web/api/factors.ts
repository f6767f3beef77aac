/** What the page asks about second factors and passkeys. Keys never come here: the browser signs, the page hands on. */
import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
  WebAuthnAbortService,
} from '@simplewebauthn/browser';
import {
  authenticatorOfferedSchema,
  factorsViewSchema,
  recoveryCodesSchema,
  type AuthenticatorOffered,
  type FactorsView,
  type ProofGiven,
  type RecoveryCodes,
} from '#contract/factors.ts';
import { passkeyCreationSchema, passkeyQuestionSchema } from '#contract/passkeys.ts';
import { passkeySite } from '#domain/account/passkey-site.ts';
import { ask, post, put, remove, unread } from './ask.ts';

const MINE = '/api/account';

export const factors = {
  read: (): Promise<FactorsView> => ask(factorsViewSchema, `${MINE}/factors`),
  /** The second factor of whoever has come in with the first. */
  giveCode: (code: string): Promise<void> => post(unread, '/api/session/code', { code }),
  prove: (proof: ProofGiven): Promise<void> => post(unread, `${MINE}/proof`, proof),
  offerApp: (): Promise<AuthenticatorOffered> => post(authenticatorOfferedSchema, `${MINE}/authenticator`),
  confirmApp: (code: string): Promise<RecoveryCodes> =>
    ask(recoveryCodesSchema, `${MINE}/authenticator`, { method: 'PUT', body: { code } }),
  removeApp: (): Promise<void> => remove(`${MINE}/authenticator`),
  makeCodes: (): Promise<RecoveryCodes> => post(recoveryCodesSchema, `${MINE}/recovery-codes`),
  takeFrom: (o: string, person: string): Promise<void> => remove(`/api/o/${o}/members/${person}/factors`),
};

export const passkeys = {
  signIn: (): Promise<void> => answered('/api/session/passkey/question', '/api/session/passkey'),
  finish: (): Promise<void> => answered('/api/session/finish/question', '/api/session/finish'),
  prove: (): Promise<void> => answered(`${MINE}/proof/question`, `${MINE}/proof/passkey`),
  /** Waits until somebody chooses a passkey where the browser offers addresses to fill in; it may never be. */
  signInByAutofill: async (): Promise<void> => {
    const optionsJSON = await post(passkeyQuestionSchema, '/api/session/passkey/question');
    const answer = await startAuthentication({ optionsJSON, useBrowserAutofill: true });
    await post(unread, '/api/session/passkey', { credential: answer });
  },
  add: async (): Promise<RecoveryCodes> => {
    const optionsJSON = await post(passkeyCreationSchema, `${MINE}/passkeys/question`);
    const made = await unlessGivenUp(() => startRegistration({ optionsJSON }));
    return post(recoveryCodesSchema, `${MINE}/passkeys`, { credential: made });
  },
  rename: (id: string, name: string): Promise<void> => put(`${MINE}/passkeys/${id}`, { name }),
  remove: (id: string): Promise<void> => remove(`${MINE}/passkeys/${id}`),
};

/** The browser showed its own window, and nobody chose a passkey there, or there was none to choose. */
export class NoPasskeyChosen extends Error {}

/** `numbers`: the page was opened by an address of numbers, to which no passkey can belong. */
export function passkeysHere(): 'yes' | 'numbers' | 'no' {
  if (passkeySite(window.location.origin) === undefined) return 'numbers';
  return browserSupportsWebAuthn() ? 'yes' : 'no';
}

export function offersAutofill(): Promise<boolean> {
  return passkeysHere() === 'yes' ? browserSupportsWebAuthnAutofill() : Promise.resolve(false);
}

export function endAutofill(): void {
  WebAuthnAbortService.cancelCeremony();
}

async function answered(questionPath: string, path: string): Promise<void> {
  const optionsJSON = await post(passkeyQuestionSchema, questionPath);
  const credential = await unlessGivenUp(() => startAuthentication({ optionsJSON }));
  await post(unread, path, { credential });
}

async function unlessGivenUp<T>(ceremony: () => Promise<T>): Promise<T> {
  try {
    return await ceremony();
  } catch (error) {
    throw new NoPasskeyChosen('passkey', { cause: error });
  }
}
