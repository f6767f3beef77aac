/** A real mail server for tests: takes what it is sent, or does what the test wants with it. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';
import type { MailSettings } from '#mail/settings.ts';

export type Received = {
  readonly to: readonly string[];
  /** Names in small letters. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  /** Without signature and trace, as it came. */
  readonly raw: string;
};

/**
 * What the server does with the next senders, recipients, and with the next messages; afterwards it takes everything. `taken`:
 * it takes the message and never says so.
 */
type Whims = {
  readonly senders: (Error | undefined)[];
  readonly recipients: (Error | undefined)[];
  readonly messages: (Error | 'hang' | 'taken' | undefined)[];
};

export type MailSink = {
  /** Settings of a server that sends its mail here. */
  readonly env: Readonly<Record<'SMTP_URL' | 'MAIL_FROM', string>>;
  readonly settings: MailSettings;
  readonly received: Received[];
  readonly whims: Whims;
  /** Is awaited with each message before the server says that it has taken it. */
  beforeTaken?: (mail: Received) => Promise<void>;
  /** Waits for so many altogether, or to that address. */
  readonly wait: (count: number, to?: string) => Promise<readonly Received[]>;
  readonly close: () => Promise<void>;
};

/** Milliseconds until a message counts as lost. */
const PATIENCE = Number(process.env['MAIL_PATIENCE'] ?? 30_000);

export async function openMailSink(): Promise<MailSink> {
  const received: Received[] = [];
  const whims: Whims = { senders: [], recipients: [], messages: [] };
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    closeTimeout: 100,
    onMailFrom: (_address, _session, done) => done(whims.senders.shift()),
    onRcptTo: (_address, _session, done) => done(whims.recipients.shift()),
    onData: (stream, session, done) => {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const whim = whims.messages.shift();
        if (whim === 'hang') return;
        if (whim instanceof Error) {
          done(whim);
          return;
        }
        const mail = read(Buffer.concat(parts).toString(), session.envelope.rcptTo);
        received.push(mail);
        if (whim === undefined) void takes(mail, done);
      });
    },
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  const { port } = listening.address() as AddressInfo;
  const takes = async (mail: Received, done: () => void): Promise<void> => {
    await sink.beforeTaken?.(mail);
    done();
  };
  const sink: MailSink = {
    env: {
      SMTP_URL: `smtp://127.0.0.1:${port}`,
      MAIL_FROM: 'Harbour interviews <interviews@example.org>',
    },
    settings: {
      server: { host: '127.0.0.1', port, secure: false },
      from: { name: 'Harbour interviews', address: 'interviews@example.org' },
      tags: true,
    },
    received,
    whims,
    wait: async (count, to) => {
      const came = (): Received[] => received.filter((mail) => to === undefined || mail.to.includes(to));
      for (const end = performance.now() + PATIENCE; came().length < count; await sleep(10)) {
        assert.ok(performance.now() < end, `${came().length} of ${count} messages came`);
      }
      return came();
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return sink;
}

export function refusal(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode });
}

function read(raw: string, rcptTo: readonly { readonly address: string }[]): Received {
  const [head = '', ...rest] = raw.split('\r\n\r\n');
  const headers = new Map(
    head
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]),
  );
  const body = rest.join('\r\n\r\n');
  const quoted = headers.get('content-transfer-encoding') === 'quoted-printable';
  return {
    to: rcptTo.map(({ address }) => address),
    headers,
    text: (quoted ? unquoted(body) : body).replaceAll('\r\n', '\n'),
    raw,
  };
}

function unquoted(body: string): string {
  const bytes = body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([\dA-F]{2})/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
