/**
 * A real IMAP server for tests: Debian's dovecot, with folders and a port of its own on this machine only, and gone when
 * this process ends.
 */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { connect, createServer, Socket, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ImapFlow } from 'imapflow';
import { installDebianPackages } from './debian-package.ts';

const PROGRAM = '/usr/sbin/dovecot';

/** Why there is none; undefined where there is. */
export function whyNoImapServer(): string | undefined {
  if (existsSync(PROGRAM)) return undefined;
  const failure = installDebianPackages('dovecot-imapd');
  if (failure !== undefined) return `dovecot is not in /usr/sbin, and ${failure}`;
  return existsSync(PROGRAM) ? undefined : 'dovecot is not there, not even after installing the package';
}

export type ImapServer = {
  /** `IMAP_URL` of somebody's mailbox; each name has one. */
  readonly url: (user: string) => string;
  readonly deliver: (user: string, mail: Uint8Array) => Promise<void>;
  /** How many have not been read. */
  readonly unseen: (user: string) => Promise<number>;
  readonly stop: () => Promise<void>;
};

const PASSWORD = 'pass/word';
/** Ends with our end of its input, however this process dies, and then removes the folder. */
const UNTIL_ORPHANED =
  'folder=$1; shift; "$@" & server=$!; cat >/dev/null; kill -TERM $server; wait $server; rm -rf "$folder"';

export async function startImapServer(): Promise<ImapServer> {
  const folder = mkdtempSync(join(tmpdir().length > 40 ? '/tmp' : tmpdir(), 'sr-imap-'));
  const port = await freePort();
  const owner = ownerOf(folder);
  writeFileSync(join(folder, 'conf'), settingsOf(folder, port, owner));
  const keeper = spawn(
    'sh',
    ['-c', UNTIL_ORPHANED, 'sh', folder, PROGRAM, '-F', '-c', join(folder, 'conf')],
    {
      stdio: ['pipe', 'ignore', 'ignore'],
    },
  );
  keeper.unref();
  if (keeper.stdin instanceof Socket) keeper.stdin.unref();
  await untilListens(port, join(folder, 'log'));
  const clientOf = (user: string): ImapFlow =>
    new ImapFlow({
      host: '127.0.0.1',
      port,
      secure: false,
      doSTARTTLS: false,
      auth: { user, pass: PASSWORD },
      logger: false,
    });
  const within = async <T>(user: string, work: (client: ImapFlow) => Promise<T>): Promise<T> => {
    const client = clientOf(user);
    await client.connect();
    try {
      return await work(client);
    } finally {
      await client.logout();
    }
  };
  return {
    url: (user) => `imap://${user}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}`,
    deliver: (user, mail) =>
      within(user, async (client) => {
        await client.append('INBOX', Buffer.from(mail));
      }),
    unseen: (user) =>
      within(user, async (client) => {
        const status = await client.status('INBOX', { unseen: true });
        return status === false ? 0 : (status.unseen ?? 0);
      }),
    stop: async () => {
      keeper.ref();
      keeper.stdin?.end();
      if (keeper.exitCode === null) await once(keeper, 'exit');
    },
  };
}

type Owner = { readonly name: string; readonly uid: number; readonly gid: number };

/** Dovecot reads no mail as root, so root gives the folder to nobody. */
function ownerOf(folder: string): Owner {
  const { uid, gid, username } = userInfo();
  mkdirSync(join(folder, 'mail'));
  if (uid !== 0) return { name: username, uid, gid };
  const id = (flag: string): number => Number(spawnSync('id', [flag, 'nobody'], { encoding: 'utf8' }).stdout);
  const nobody = { name: 'nobody', uid: id('-u'), gid: id('-g') };
  for (const path of [folder, join(folder, 'mail')]) chownSync(path, nobody.uid, nobody.gid);
  return nobody;
}

function settingsOf(folder: string, port: number, { name, uid, gid }: Owner): string {
  const own =
    process.getuid?.() === 0 ? [] : [`default_internal_user = ${name}`, `default_login_user = ${name}`];
  return [
    ...own,
    'protocols = imap',
    'listen = 127.0.0.1',
    'ssl = no',
    'disable_plaintext_auth = no',
    `base_dir = ${folder}/run`,
    `state_dir = ${folder}/state`,
    `log_path = ${folder}/log`,
    `mail_location = maildir:${folder}/mail/%u`,
    'first_valid_uid = 1',
    `service imap-login {\n  chroot =\n  inet_listener imap {\n    port = ${port}\n  }\n  inet_listener imaps {\n    port = 0\n  }\n}`,
    // No waiting after a wrong password.
    'auth_failure_delay = 0',
    'service anvil {\n  chroot =\n  unix_listener anvil-auth-penalty {\n    mode = 0\n  }\n}',
    `passdb {\n  driver = static\n  args = password=${PASSWORD}\n}`,
    `userdb {\n  driver = static\n  args = uid=${uid} gid=${gid} home=${folder}/mail/%u\n}`,
    '',
  ].join('\n');
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function untilListens(port: number, log: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    const socket = connect(port, '127.0.0.1');
    const open = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (open) return;
    await sleep(100);
  }
  assert.fail(`dovecot did not start within 30 s: ${existsSync(log) ? readFileSync(log, 'utf8') : ''}`);
}
