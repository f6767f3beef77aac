/** What goes wrong with a provider, in words for whoever sets it up or signs in by it. */
import {
  AuthorizationResponseError,
  ClientError,
  ResponseBodyError,
  WWWAuthenticateChallengeError,
} from 'openid-client';

/**
 * `unreachable`: no answer that can be used; `unfit`: its description cannot be used; `client`: it does not take our
 * client id and secret; `declined`: it sent somebody back without a yes; `unsound`: what it says of somebody is not to be
 * trusted. `text` is what was wrong and `remedy` what to do: whole sentences.
 */
export type ProviderProblem = {
  readonly code: 'unreachable' | 'unfit' | 'client' | 'declined' | 'unsound';
  readonly text: string;
  readonly remedy: string;
};

const BEGIN_ANEW = 'Begin anew, and tell your administrator if it happens again.';
const SETTINGS = 'Check the issuer with whoever runs the provider.';
const CLIENT = 'Check the client ID and the client secret with whoever runs the provider.';

export function unfit(text: string, remedy: string = SETTINGS): ProviderProblem {
  return { code: 'unfit', text, remedy };
}

export function unsound(text: string): ProviderProblem {
  return { code: 'unsound', text, remedy: BEGIN_ANEW };
}

/** Of its description. Undefined for what is a bug of ours. */
export function descriptionProblem(error: unknown): ProviderProblem | undefined {
  switch (codeOf(error)) {
    case undefined:
      return undefined;
    case 'OAUTH_RESPONSE_IS_NOT_CONFORM':
      return unfit('There is no description of a provider at this issuer.');
    case 'OAUTH_RESPONSE_IS_NOT_JSON':
    case 'OAUTH_PARSE_ERROR':
      return unfit('What stands at this issuer is no description of a provider: it is no JSON.');
    case 'OAUTH_JSON_ATTRIBUTE_COMPARISON_FAILED':
      return unfit(
        'The description there is of another issuer.',
        'Write the issuer exactly as the provider does.',
      );
    default:
      return unfit('The description of the provider cannot be used.');
  }
}

/** Of its answers about somebody. Undefined for what is a bug of ours. */
export function answerProblem(error: unknown): ProviderProblem | undefined {
  if (error instanceof AuthorizationResponseError) {
    const given = error.error === 'access_denied';
    const text = given ? 'The provider did not let you in.' : `The provider says: ${plain(error.error)}.`;
    return { code: 'declined', text, remedy: BEGIN_ANEW };
  }
  if (error instanceof WWWAuthenticateChallengeError) return refusedClient();
  if (error instanceof ResponseBodyError) {
    if (error.status === 401 || CLIENT_ERRORS.includes(error.error)) return refusedClient();
    if (error.error === 'invalid_grant')
      return unsound('The provider does not take its own code: it was used, or is too old.');
    return unsound(`The provider says: ${plain(error.error)}.`);
  }
  const code = codeOf(error);
  return code === undefined
    ? undefined
    : unsound(UNSOUND[code] ?? 'The answer of the provider cannot be used.');
}

const CLIENT_ERRORS: readonly string[] = ['invalid_client', 'unauthorized_client'];
const UNSOUND: Readonly<Record<string, string>> = {
  OAUTH_JWT_CLAIM_COMPARISON_FAILED: 'What the provider says is meant for another sign-in.',
  OAUTH_JWT_TIMESTAMP_CHECK_FAILED: 'What the provider says is too old, or its clock is wrong.',
  OAUTH_KEY_SELECTION_FAILED: 'What the provider says is signed with a key that it does not know.',
};

function refusedClient(): ProviderProblem {
  return {
    code: 'client',
    text: 'The provider does not take the client ID with this client secret.',
    remedy: CLIENT,
  };
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof ClientError)) return undefined;
  return error.code ?? 'OAUTH_INVALID_RESPONSE';
}

/** A stranger's word, to be shown. */
function plain(word: string): string {
  return /^[\w.-]{1,60}$/.test(word) ? word : 'an error that cannot be shown';
}
