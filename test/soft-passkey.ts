/**
 * An authenticator made of software, which does what a test tells it, right or wrong: WebAuthn Level 3, "none"
 * attestation, ES256.
 */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type {
  PasskeyAssertion,
  PasskeyCreation,
  PasskeyAttestation,
  PasskeyQuestion,
} from '#contract/passkeys.ts';

const FLAGS = { present: 0x01, verified: 0x04, attested: 0x40 } as const;

/** What differs from the right thing. */
export type Wrong = {
  readonly challenge?: string;
  readonly origin?: string;
  readonly name?: string;
  readonly unverified?: boolean;
  readonly counter?: number;
  readonly id?: string;
  readonly userHandle?: string;
  readonly type?: string;
};

export type SoftPasskey = {
  readonly id: string;
  readonly made: PasskeyAttestation;
  /** Each use counts one more, unless a test says which count. */
  readonly use: (question: PasskeyQuestion, wrong?: Wrong) => PasskeyAssertion;
};

export function softPasskey(asked: PasskeyCreation, origin: string, wrong: Wrong = {}): SoftPasskey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(16);
  const name = id.toString('base64url');
  let count = 0;
  const key = Buffer.concat([
    // {1: 2, 3: -7, -1: 1, -2: x, -3: y}
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ]);
  const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key]);
  const data = Buffer.concat([head(asked.rp.id, FLAGS.attested, wrong), attested]);
  const made = {
    id: name,
    rawId: name,
    type: 'public-key',
    response: {
      clientDataJSON: clientData('webauthn.create', { challenge: asked.challenge, origin, ...wrong }),
      attestationObject: Buffer.concat([
        // {"fmt": "none", "attStmt": {}, "authData": data}
        Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex'),
        Buffer.from([data.length]),
        data,
      ]).toString('base64url'),
      transports: ['internal'],
    },
    clientExtensionResults: {},
  } as const;
  const use: SoftPasskey['use'] = (question, how = {}) => {
    count += 1;
    const authenticatorData = head(question.rpId, 0, { counter: count, ...how });
    const said = clientData('webauthn.get', { challenge: question.challenge, origin, ...how });
    const hash = createHash('sha256').update(Buffer.from(said, 'base64url')).digest();
    const signature = sign('sha256', Buffer.concat([authenticatorData, hash]), privateKey);
    return {
      id: how.id ?? name,
      rawId: how.id ?? name,
      type: 'public-key',
      response: {
        clientDataJSON: said,
        authenticatorData: authenticatorData.toString('base64url'),
        signature: signature.toString('base64url'),
        userHandle: how.userHandle ?? asked.user.id,
      },
      clientExtensionResults: {},
    };
  };
  return { id: name, made: { ...made, response: { ...made.response, transports: ['internal'] } }, use };
}

function head(asked: string, extra: number, { name, unverified, counter = 0 }: Wrong): Buffer {
  const flags = FLAGS.present | (unverified === true ? 0 : FLAGS.verified) | extra;
  const count = Buffer.alloc(4);
  count.writeUInt32BE(counter);
  return Buffer.concat([
    createHash('sha256')
      .update(name ?? asked)
      .digest(),
    Buffer.from([flags]),
    count,
  ]);
}

function clientData(type: string, said: Wrong): string {
  const { challenge, origin } = said;
  const text = JSON.stringify({ type: said.type ?? type, challenge, origin, crossOrigin: false });
  return Buffer.from(text).toString('base64url');
}
