/** Radicale, a CalDAV server of Debian's: two people with a password each, on a free port of this machine. */
import assert from 'node:assert/strict';
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { installDebianPackages } from './debian-package.ts';

export const LOGIN = { user: 'ada', password: 'correct horse' };

export type Radicale = {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** As `OUTBOUND_ALLOW` names it. */
  readonly place: string;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly remove: () => Promise<void>;
  /** As another client of Ada's does it; the status. */
  readonly put: (path: string, text: string, type?: string) => Promise<number>;
  readonly drop: (path: string) => Promise<number>;
  readonly get: (path: string) => Promise<string>;
  /** Makes a calendar `/ada/locked-NAME/` that she may read and nothing more. */
  readonly makeReadOnlyCalendar: (name: string, title: string) => void;
  /** Makes a calendar `/ada/NAME/`. */
  readonly makeCalendar: (name: string, title: string, component?: string) => Promise<void>;
};

/** Why there is none, where there cannot be; in CI that throws. */
export function radicaleAbsent(): string | undefined {
  if (isThere()) return undefined;
  const failure = installDebianPackages('radicale') ?? (isThere() ? undefined : 'it does not run');
  if (failure !== undefined && process.env['CI'] !== undefined) throw new Error(failure);
  return failure;
}

function isThere(): boolean {
  return spawnSync('radicale', ['--version']).status === 0;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Calendars whose name begins with `locked-` are to be read only. */
const RIGHTS = [
  '[root]\nuser: .+\ncollection:\npermissions: R',
  '[principal]\nuser: .+\ncollection: {user}\npermissions: RW',
  '[locked]\nuser: .+\ncollection: {user}/locked-[^/]+\npermissions: r',
  '[calendars]\nuser: .+\ncollection: {user}/[^/]+\npermissions: rw\n',
].join('\n');

/** Not started yet. */
export async function makeRadicale(): Promise<Radicale> {
  const folder = mkdtempSync(join(tmpdir(), 'sr-radicale-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  writeFileSync(join(folder, 'users'), `ada:${LOGIN.password}\nbob:another\n`);
  writeFileSync(join(folder, 'rights'), RIGHTS);
  writeFileSync(
    join(folder, 'config'),
    `[server]\nhosts = 127.0.0.1:${port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = ${folder}/users\nhtpasswd_encryption = plain\ndelay = 0\n[storage]\nfilesystem_folder = ${folder}/collections\n[rights]\ntype = from_file\nfile = ${folder}/rights\n[logging]\nlevel = warning\n`,
  );
  let running: ChildProcess | undefined;
  const authorization = `Basic ${Buffer.from(`${LOGIN.user}:${LOGIN.password}`).toString('base64')}`;
  const call = async (
    method: string,
    path: string,
    body?: string,
    type = 'text/calendar',
  ): Promise<number> => {
    const headers = { authorization, 'content-type': `${type}; charset=utf-8` };
    const response = await fetch(`${url}${path}`, { method, headers, ...(body !== undefined && { body }) });
    await response.bytes();
    return response.status;
  };
  const get: Radicale['get'] = async (path) => {
    const response = await fetch(`${url}${path}`, { headers: { authorization } });
    return response.ok ? response.text() : '';
  };
  const makeReadOnlyCalendar: Radicale['makeReadOnlyCalendar'] = (name, title) => {
    const place = join(folder, 'collections', 'collection-root', 'ada', `locked-${name}`);
    mkdirSync(place, { recursive: true });
    const props = { tag: 'VCALENDAR', 'D:displayname': title };
    writeFileSync(join(place, '.Radicale.props'), JSON.stringify(props));
  };
  const start = async (): Promise<void> => {
    running = spawn('radicale', ['--config', join(folder, 'config')], { stdio: 'ignore' });
    const until = Date.now() + 30_000;
    while (
      !(await fetch(url, { redirect: 'manual' }).then(
        () => true,
        () => false,
      ))
    ) {
      assert.ok(Date.now() < until, 'Radicale did not start');
      await setTimeout(50);
    }
  };
  const stop = async (): Promise<void> => {
    const gone = running;
    running = undefined;
    if (gone === undefined || gone.exitCode !== null) return;
    const ended = new Promise((resolve) => gone.once('exit', resolve));
    gone.kill();
    await ended;
  };
  return {
    url,
    place: `127.0.0.1:${port}`,
    start,
    stop,
    remove: async () => {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
    put: (path, text, type) => call('PUT', path, text, type),
    drop: (path) => call('DELETE', path),
    get,
    makeReadOnlyCalendar,
    makeCalendar: async (name, title, component = 'VEVENT') => {
      const set = `<C:supported-calendar-component-set><C:comp name="${component}"/></C:supported-calendar-component-set>`;
      const prop = `<D:prop><D:displayname>${title}</D:displayname>${set}</D:prop>`;
      const body = `<C:mkcalendar xmlns:D="DAV:" xmlns:C="urn:ietf:params:xml:ns:caldav"><D:set>${prop}</D:set></C:mkcalendar>`;
      assert.equal(await call('MKCALENDAR', `/ada/${name}/`, body, 'application/xml'), 201);
    },
  };
}
