/** A certified sign-in provider with its own pages, on a local port. Whoever signs in there is whoever they say. */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export type RealProvider = {
  readonly issuer: string;
  /** `host:port` */
  readonly place: string;
  readonly client: { readonly clientId: string; readonly clientSecret: string };
  /** From now on it knows our client, and sends it back to this address alone. */
  readonly register: (redirect: string) => void;
  readonly stop: () => void;
};

const CLIENT = { clientId: 'second-round', clientSecret: 'what the provider gave' } as const;

/** `personOf` says what is known of whoever signs in by a name. */
export async function startRealProvider(
  personOf: (name: string) => { readonly email: string; readonly email_verified: boolean },
): Promise<RealProvider> {
  let answer: RequestListener = (_request, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const place = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const issuer = `http://${place}`;
  return {
    issuer,
    place,
    client: CLIENT,
    register: (redirect) => {
      const provider = new Provider(issuer, {
        clients: [
          { client_id: CLIENT.clientId, client_secret: CLIENT.clientSecret, redirect_uris: [redirect] },
        ],
        claims: { openid: ['sub'], email: ['email', 'email_verified'] },
        cookies: { keys: ['for this test alone'] },
        findAccount: (_context: unknown, id: string) => ({
          accountId: id,
          claims: () => ({ sub: id, ...personOf(id) }),
        }),
        pkce: { required: () => true },
      });
      answer = provider.callback();
    },
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
