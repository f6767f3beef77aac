/** What routes of accounts are sent when the policy is tried: whole, and of no effect. */
import type { Body, World } from './policy-world.ts';

export function accountBodies({ organisation }: World): Readonly<Record<string, () => Body>> {
  const bytes = { clientDataJSON: 'x', authenticatorData: 'x', signature: 'x' };
  const assertion = { id: 'x', rawId: 'x', type: 'public-key', response: bytes, clientExtensionResults: {} };
  const token = 'x'.repeat(43);
  const [email, password] = ['x@example.org', 'a password to try'];
  return {
    'POST /api/set-up': () => ({ body: { token, name: 'X', email, password } }),
    'POST /api/session': () => ({ body: { email, password } }),
    'PUT /api/account': () => ({ body: { name: 'X' } }),
    'PUT /api/account/password': () => ({ body: { current: password, password } }),
    'POST /api/session/passkey': () => ({ body: assertion }),
    'POST /api/session/finish': () => ({ body: assertion }),
    'POST /api/account/proof/passkey': () => ({ body: assertion }),
    'POST /api/account/passkeys': () => ({
      body: { ...assertion, response: { ...bytes, attestationObject: 'x' } },
    }),
    'PUT /api/account/passkeys/:id': () => ({ body: { name: 'X' } }),
    'POST /api/session/code': () => ({ body: { code: '123456' } }),
    'POST /api/account/proof': () => ({ body: { password } }),
    'PUT /api/account/authenticator': () => ({ body: { code: '123456' } }),
    'POST /api/links': () => ({ body: { email, purpose: 'sign-in' } }),
    'POST /api/links/look': () => ({ body: { token } }),
    'POST /api/links/sign-in': () => ({ body: { token } }),
    'POST /api/links/new-password': () => ({ body: { proof: { token }, password } }),
    'POST /api/invitations/look': () => ({ body: { token } }),
    'POST /api/invitations/accept': () => ({ body: { token, name: 'X', password } }),
    'POST /api/invitations/join': () => ({ body: { token } }),
    'POST /api/sign-in/provider': () => ({ body: { organisation, next: '/' } }),
    'POST /api/sign-in/back': () => ({ body: { organisation, brought: { code: 'x', state: 'x' } } }),
    'POST /api/account/identities': () => ({ body: { organisation } }),
    'PUT /api/o/:o/provider': () => ({
      body: {
        name: 'X',
        issuer: 'https://x.example.org',
        clientId: 'x',
        domains: [],
        required: false,
        version: 0,
      },
    }),
    'PUT /api/o/:o/members/:id': () => ({ body: { roles: ['interviewer'], disabled: false } }),
    'POST /api/o/:o/invitations': () => ({ body: { who: { name: 'X' }, email, roles: ['interviewer'] } }),
  };
}
